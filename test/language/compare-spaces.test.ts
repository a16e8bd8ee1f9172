import assert from 'node:assert/strict';
import { type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { compareNames } from '../../language/compare-spaces.ts';

const TEXT: Shape = { kind: 'text' };
const NULL: Shape = { kind: 'unknown' };

function object(...members: readonly (readonly [string, Shape])[]): Shape {
  return { kind: 'object', members };
}

function space(...secrets: readonly (readonly [string, Shape])[]): SpaceCatalog {
  const at = '2026-11-20T09:30:00Z';
  const entries = secrets.map(([key, shape]) => ({ key, shape }));
  return { space: 'S', source: 's', version: 1, createdAt: at, updatedAt: at, changedBySops: false, secrets: entries };
}

function compared(a: SpaceCatalog, b: SpaceCatalog): readonly string[] {
  return compareNames(a, b).map(
    ({ path, kindA = '-', kindB = '-', state }) => `${path.join('.')} ${kindA} ${kindB} ${state}`,
  );
}

describe('compareNames', () => {
  it('says which space has what, by the alphabet', () => {
    assert.deepEqual(compared(space(['b', TEXT], ['a', TEXT]), space(['c', TEXT], ['b', TEXT])), [
      'a text - only-a',
      'b text text both',
      'c - text only-b',
    ]);
  });

  it('goes down into what both have, in its own order, and stops where one lacks it or it is of another kind', () => {
    const a = object(
      ['z', TEXT],
      ['host', TEXT],
      ['deep', object(['x', TEXT])],
      ['list', { kind: 'array', items: [TEXT] }],
    );
    const b = object(['host', object(['name', TEXT])], ['z', TEXT], ['list', { kind: 'array', items: [TEXT, TEXT] }]);
    assert.deepEqual(compared(space(['DB', a]), space(['DB', b])), [
      'DB object object both',
      'DB.z text text both',
      'DB.host text object other-kind',
      'DB.deep object - only-a',
      'DB.list array array both',
      'DB.list.0 text text both',
      'DB.list.1 - text only-b',
    ]);
  });

  it('calls nothing different from what is unknown', () => {
    assert.deepEqual(compared(space(['A', NULL]), space(['A', object(['x', TEXT])])), ['A unknown object both']);
  });

  it('takes names as they are', () => {
    const names = ['__proto__', 'constructor', '🔑', '\ud800'];
    const all = space(...names.map((name) => [name, TEXT] as const));
    assert.equal(compareNames(all, all).length, 4);
    assert.ok(compareNames(all, space()).every(({ state }) => state === 'only-a'));
  });
});
