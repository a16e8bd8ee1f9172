import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkedText } from '../../../language/document/chunks.ts';
import { LineIndex } from '../../../language/document/line-index.ts';

/** What there is to type: whole nodes, and all that can tear a text. */
const PIECES = [
  '{"id":"a","type":"tab"},',
  `{"id":"b","func":"${'x'.repeat(3000)}\\n"},\r\n`,
  `\n  {"id": "c", "rules": [{"t": "set"}], "z": "${'y'.repeat(2000)}"},`,
  ...[
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\r',
    '\n',
    '\r\n',
    '/*',
    '*/',
    '//',
    'x',
    ' ',
    '\ud83d',
    '\udd11',
    '\uFEFF',
    '\u2028',
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
const flow = text.map((nodes) => `[${nodes}]`);

/** Edits by proportion, so that they fit any text. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.constantFrom(0, 0, 1, 2, 20, 5000),
    inserted: fc.oneof(fc.constantFrom(...PIECES, ''), text),
  }),
  { maxLength: 12 },
);

type Edits = typeof edits extends fc.Arbitrary<infer E> ? E : never;

/** Applies the edits to a chunked text and to a plain one. */
function edited(start: string, list: Edits, afterEach: (chunked: ChunkedText<string>, plain: string) => void): void {
  const chunked = new ChunkedText<string>(start, true);
  let plain = start;
  for (const { at, removed, inserted } of list) {
    const from = Math.floor(at * plain.length);
    const to = Math.min(plain.length, from + removed);
    chunked.replace({ start: from, end: to }, inserted);
    plain = plain.slice(0, from) + inserted + plain.slice(to);
    afterEach(chunked, plain);
  }
}

function elementsOf(text: ChunkedText<string>) {
  return text.chunks.flatMap((chunk, index) =>
    chunk.elements.map(({ start, end, closed, deep }) => ({
      start: start + text.startOf(index),
      end: end + text.startOf(index),
      closed,
      deep,
    })),
  );
}

describe('ChunkedText', () => {
  it('holds the same text and finds the same nodes as a fresh one after any edits', () => {
    fc.assert(
      fc.property(fc.oneof(flow, text), edits, (start, list) => {
        edited(start, list, (chunked, plain) => {
          const fresh = new ChunkedText<string>(plain, true);
          assert.equal(chunked.length, plain.length);
          assert.equal(chunked.slice(0, plain.length), plain);
          assert.equal(chunked.isArray, fresh.isArray);
          assert.deepEqual(elementsOf(chunked), elementsOf(fresh));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('remembers what was read of a node only while its text is the same', () => {
    fc.assert(
      fc.property(flow, edits, (start, list) => {
        edited(start, list, (chunked) => {
          for (const chunk of chunked.chunks)
            for (const element of chunk.elements) {
              const own = chunk.text.slice(element.start, element.end);
              if (element.memo !== undefined) assert.equal(element.memo, own);
              element.memo = own;
            }
        });
      }),
    );
  });

  it('reads again only the node under the cursor', () => {
    const node = (id: number) => `{"id":"${id}","func":"${'x'.repeat(900)}"}`;
    const start = `[${Array.from({ length: 200 }, (_, id) => node(id)).join(',')}]`;
    const chunked = new ChunkedText<string>(start, true);
    for (const chunk of chunked.chunks) for (const element of chunk.elements) element.memo = 'read';
    const at = start.indexOf('"77"') + 30;
    chunked.replace({ start: at, end: at }, 'typed');
    const unread = chunked.chunks.flatMap((chunk) => chunk.elements).filter((element) => element.memo === undefined);
    assert.equal(unread.length, 1);
  });
});

/** The plain way: all line starts of the whole text. */
function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
}

describe('LineIndex', () => {
  it('agrees with the lines of the whole text after any edits', () => {
    fc.assert(
      fc.property(fc.oneof(flow, text), edits, (start, list) => {
        edited(start, list, (chunked, plain) => {
          const lines = new LineIndex(chunked);
          const starts = lineStarts(plain);
          for (let offset = 0; offset <= plain.length; offset += 1 + Math.floor(plain.length / 50)) {
            const line = starts.findLastIndex((s) => s <= offset);
            const position = { line, character: offset - starts[line]! };
            assert.deepEqual(lines.positionAt(offset), position);
            const end = lines.offsetAt({ line, character: 1e9 });
            assert.match(plain.slice(end, starts[line + 1] ?? plain.length), /^(\r\n|\r|\n|)$/);
            assert.equal(lines.offsetAt(position), Math.min(offset, end));
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('clamps what lies outside', () => {
    const lines = new LineIndex(new ChunkedText('ab\r\nc', true));
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 1 });
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(lines.offsetAt({ line: 0, character: 9 }), 2);
    assert.equal(lines.offsetAt({ line: -1, character: 3 }), 0);
  });
});
