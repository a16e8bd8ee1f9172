import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Scope } from '../../../config/bindings.ts';
import { closureOf } from '../../../workspace/rename/closure.ts';

const ALL = ['A', 'B', 'C', 'D', 'E', '__proto__'];

const someSpaces = fc.uniqueArray(fc.constantFrom(...ALL, 'gone'), { minLength: 1, maxLength: 3 });
const scopes = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: someSpaces.map((spaces): Scope => ({ kind: 'bound', spaces })) },
    { weight: 1, arbitrary: fc.constant<Scope>({ kind: 'unbound' }) },
  ),
  { maxLength: 8 },
);

describe('the closure of a rename', () => {
  it('follows files from space to space', () => {
    const bound = (...spaces: string[]): Scope => ({ kind: 'bound', spaces });
    assert.deepEqual(closureOf(['A'], [bound('A', 'B'), bound('C', 'B'), bound('D', 'E')], ALL), ['A', 'B', 'C']);
    assert.deepEqual(closureOf(['E'], [], ALL), ['E']);
    assert.deepEqual(closureOf(['A'], [{ kind: 'all' }], ALL), ALL);
    assert.deepEqual(closureOf(['A'], [bound('A', 'gone'), bound('gone', 'D')], ALL), ['A', 'D', 'gone']);
  });

  it('is closed, no larger than it must be, and the same from wherever in it one begins', () => {
    fc.assert(
      fc.property(someSpaces, scopes, (begin, files) => {
        const closure = closureOf(begin, files, ALL);
        const groups = files.map((scope) => (scope.kind === 'bound' ? scope.spaces : ALL));
        for (const group of groups) {
          const inside = group.filter((space) => closure.includes(space)).length;
          assert.ok(inside === 0 || inside === group.length, 'a file is reached whole or not at all');
        }
        for (const space of begin) assert.ok(closure.includes(space));
        for (const space of closure) {
          const from = closureOf([space], files, ALL);
          assert.ok(from.every((other) => closure.includes(other)));
          assert.ok(
            begin.some((first) => closureOf([first], files, ALL).includes(space)),
            'nothing is in it that no beginning reaches',
          );
        }
      }),
    );
  });
});
