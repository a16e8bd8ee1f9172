import assert from 'node:assert/strict';
import { conflictText } from '../../client/merge-text.ts';
import { historyPage, type SpaceHistory } from '../../client/reports/history-page.ts';
import { type HistoryEntry } from '../../store/catalog/history.ts';

const NOTHING = { added: [], changed: [], removed: [], readersAdded: [], readersRemoved: [] };
const AT = '2026-11-20T09:30:00Z';
const nameOf = (key: string): string => (key === 'age1ana' ? 'Ana' : key);

function shown(entries: readonly HistoryEntry[], more: Partial<SpaceHistory> = {}): readonly string[] {
  const history = { root: '/p', space: 'DEV', entries, present: ['A'], mayRestore: true, nameOf, ...more };
  return historyPage(history).page.rows.map(({ name, cells, actions }) =>
    [name, cells[0]?.text, cells[2]?.text, ...actions.map(({ id }) => id)].filter((text) => text !== '').join(' | '),
  );
}

describe('the history of a space', () => {
  it('shows the newest version first, with its names below it', () => {
    const first = { ...NOTHING, version: 1, at: AT, by: 'age1ana' };
    const second = { ...NOTHING, version: 2, at: AT, by: 'sops', added: ['A', 'B'], removed: ['C'] };
    assert.deepEqual(shown([first, second]), [
      'Version 2 | someone, with sops',
      'A | added | restore',
      'B | added',
      'C | removed',
      'Version 1 | Ana',
      'DEV | created',
    ]);
  });

  it('names readers and the name before a rename', () => {
    const entry = { ...NOTHING, version: 3, at: AT, by: 'x', readersAdded: ['age1ana'], readersRemoved: ['y'] };
    assert.deepEqual(shown([{ ...entry, renamedFrom: 'TEST' }]).slice(1), [
      'Ana | reads it since',
      'y | reads it no more',
      'TEST | the name until then',
    ]);
  });

  it('offers to restore only to who may, and only what is there', () => {
    const entry = { ...NOTHING, version: 3, at: AT, by: 'x', changed: ['A', 'GONE'] };
    assert.deepEqual(shown([entry]).slice(1), ['A | changed | restore', 'GONE | changed']);
    assert.deepEqual(shown([entry], { mayRestore: false }).slice(1), ['A | changed', 'GONE | changed']);
  });

  it('says why there is nothing', () => {
    const history = { root: '/p', space: 'DEV', present: [], mayRestore: true, nameOf };
    assert.match(historyPage({ ...history, entries: [] }).page.empty, /tells of no change/);
    assert.match(historyPage({ ...history, entries: undefined }).page.empty, /not there any more/);
  });
});

describe('a side of a merge', () => {
  it('is told by who and when, as far as the file says', () => {
    assert.equal(conflictText({ removed: true, by: 'age1ana' }, nameOf), 'removed by Ana');
    assert.equal(conflictText({ removed: true }, nameOf), 'removed it');
    assert.equal(conflictText({ removed: false }, nameOf), 'has it');
    assert.match(conflictText({ removed: false, by: 'age1ana', updatedAt: AT }, nameOf), /^changed .*2026.* by Ana$/);
  });
});
