import { equal, notEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { type Stamp, Stamps } from '../../client/code/stamps.ts';

/** VS Code's rule (FileService, validateWriteFile): newer than what the editor knows, and of another size. */
function isConflict(editor: Stamp, now: Stamp): boolean {
  return editor.mtime < now.mtime && editor.size !== now.size;
}

describe('the versions of a node’s code', () => {
  /** [what happens underneath, the texts in turn; the editor is based on the first, and saves after the last] */
  const states: readonly (readonly [string, readonly string[], boolean])[] = [
    ['nothing', ['a'], false],
    ['other parts of the file change', ['a', 'a', 'a'], false],
    ['the code grows', ['a', 'ab'], true],
    ['the code changes by as much', ['const a', 'const b'], true],
    ['the code changes twice, back to its size', ['aaaa', 'aaaaa', 'bbbb'], true],
    ['the code becomes empty', ['a', ''], true],
    ['letters of two bytes come for two letters', ['ab', 'é'], true],
  ];
  for (const [what, texts, expected] of states) {
    it(`${expected ? 'are a conflict' : 'are none'} when ${what}`, () => {
      const stamps = new Stamps();
      const [editor = stamps.see('', 0), ...later] = texts.map((text) => stamps.see(text, 1000));
      equal(isConflict(editor, later.at(-1) ?? editor), expected);
    });

    it(`${expected ? 'are a conflict' : 'are none'} after a restart when ${what}`, () => {
      const [first = '', ...rest] = texts;
      const editor = new Stamps().see(first, 1000);
      const again = new Stamps(editor);
      const last = rest.map((text) => again.see(text, 500)).at(-1) ?? again.see(first, 500);
      equal(isConflict(editor, last), expected);
    });
  }

  it('never look alike, whatever came between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'ab', 'é', 'abc'), { minLength: 2 }), (texts) => {
        const stamps = new Stamps();
        const seen = texts.map((text) => stamps.see(text, 0));
        for (const [index, stamp] of seen.entries()) {
          const next = seen[index + 1];
          if (next === undefined || next === stamp) continue;
          ok(next.mtime > stamp.mtime);
          for (const earlier of seen.slice(0, index + 1)) notEqual(next.size, earlier.size);
        }
      }),
    );
  });
});
