import assert from 'node:assert/strict';
import { createDocument } from '../../language/document/source-document.ts';
import { detach, locate } from '../../workspace/locate.ts';
import { flow } from './fixture.ts';

describe('locate', () => {
  it('says tab, node, property and lines of the names', () => {
    const text = JSON.stringify(JSON.parse(flow('return global.get("SECRETS.DB.host");')), undefined, 1);
    const [located] = locate('/a.json', createDocument('/a.json', text));
    assert.deepEqual(
      [located?.tab, located?.node, located?.nodeId, located?.property],
      ['Ingest', 'Call 0', 'n0', 'func'],
    );
    const line = text.split('\n')[located!.range.start.line]!;
    const slice = ({ start, end }: { start: { character: number }; end: { character: number } }): string =>
      line.slice(start.character, end.character);
    assert.deepEqual([slice(located!.range), ...located!.pathRanges.map(slice)], ['DB', 'host']);
  });

  it('leaves out unfinished names', () => {
    assert.deepEqual(locate('/a.js', createDocument('/a.js', 'SECRETS.')), []);
  });

  it('is the same without ties to the text, whatever the names', () => {
    const text = 'SECRETS["\ud800"]["__proto__"].é; SECRETS[x]; CREDENTIALS["🔑"].f';
    const list = locate('/a.js', createDocument('/a.js', text));
    assert.equal(list.length, 3);
    assert.deepEqual(list.map(detach), list);
  });
});
