import assert from 'node:assert/strict';
import fc from 'fast-check';
import { util } from '@node-red/util';
import { readContextKey } from '../../../language/references/context-key.ts';
import { contextKey, isDynamic, parseExpression } from '../../../language/references/expression.ts';

/** The parts of an expression: names, and lists for those that are computed. */
type Parts = readonly (string | Parts)[];

/** The parts that Node-RED makes; undefined where it throws. */
function theirs(text: string): Parts | undefined {
  try {
    return inWords(util.normalisePropertyExpression(text));
  } catch {
    return undefined;
  }
}

/** Node-RED makes numbers of digits; as names they are the same. */
function inWords(parts: readonly unknown[]): Parts {
  return parts.map((part) => (Array.isArray(part) ? inWords(part) : String(part)));
}

function ours(text: string): Parts | undefined {
  const { parts, fault } = parseExpression(text);
  if (fault !== undefined) return undefined;
  return parts.map((part) => (isDynamic(part) ? (ours(text.slice(part.start + 1, part.end - 1)) ?? []) : part.name));
}

describe('parseExpression', () => {
  const fragments = [
    'SECRETS',
    'DB',
    'a-b',
    'msg',
    '0',
    '12',
    '.',
    '[',
    ']',
    '"',
    "'",
    ' ',
    '[msg.a]',
    '["x"]',
    "['y']",
    '[3]',
    'é',
    '\n',
    '\\',
  ];
  const anything = fc.oneof(
    fc.array(fc.constantFrom(...fragments), { maxLength: 10 }).map((list) => list.join('')),
    fc.string({ unit: fc.constantFrom(...Array.from('aS0$_-.[]"\' @msg')) }),
    fc.string({ unit: 'grapheme' }),
  );
  const wellFormed = fc
    .array(
      fc.oneof(
        fc.stringMatching(/^[a-zA-Z0-9$_][a-zA-Z0-9$_@-]{0,4}$/).map((name) => `.${name}`),
        fc.nat(99).map((index) => `[${index}]`),
        fc
          .string({ minLength: 1 })
          .map((name) => (name.includes('"') ? `['${name.replaceAll("'", '')}']` : `["${name}"]`)),
        fc.constantFrom('[msg.topic]', '[msg["a"].b]', '[msg.a[msg.b]]'),
      ),
    )
    .map((parts) => `SECRETS${parts.join('')}`);

  it('agrees with Node-RED on parts and validity, whatever the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.deepEqual(ours(text), theirs(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with Node-RED on well-formed expressions', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        assert.deepEqual(ours(text), theirs(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells of a fault what is wrong, or that it is still being typed, and of nothing else', () => {
    const tail = fc.oneof(
      anything,
      wellFormed.map((text) => text.slice('SECRETS'.length)),
    );
    fc.assert(
      fc.property(tail, (rest) => {
        const text = `SECRETS.X${rest}`;
        const common = { access: 'read', effect: 'value', form: 'typed-input' } as const;
        const place = { syntax: 'expression', within: [] } as const;
        const { slips } = readContextKey(text, { ...common, place });
        const isRefused = theirs(text) === undefined;
        const isUnfinished = parseExpression(text).fault?.unfinished === true;
        assert.equal(slips.length, isRefused && !isUnfinished ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives each part the range of its text', () => {
    fc.assert(
      fc.property(fc.oneof(anything, wellFormed), (text) => {
        for (const part of parseExpression(text).parts) {
          const written = text.slice(part.start, part.end);
          if (isDynamic(part)) assert.ok(written.startsWith('[msg'));
          else assert.ok([written, String(Number(written))].includes(part.name)); // `00` is the index 0
        }
      }),
      { numRuns: 2000 },
    );
  });

  for (const [text, name, start] of [
    ['SECRETS.', '', 8],
    ['SECRETS["', '', 9],
    ["SECRETS['", '', 9],
    ['SECRETS[""]', '', 9],
    ['SECRETS["ab', 'ab', 9],
    ['SECRETS.DB.', '', 11],
    ['SECRETS.DB["', '', 12],
    ['SECRETS..X', '', 8],
  ] as const) {
    it(`keeps the unfinished name of ${text}`, () => {
      const { parts, fault } = parseExpression(text);
      const last = parts.at(-1);
      assert.ok(fault);
      assert.deepEqual(last && !isDynamic(last) && [last.name, last.start], [name, start]);
    });
  }
});

describe('contextKey', () => {
  it('agrees with Node-RED', () => {
    const text = fc
      .array(fc.constantFrom('#:(', ')::', 'file', ' ', 'SECRETS.X', '(', ')', ':', '\n'))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(text, (key) => {
        const { offset, store } = contextKey(key);
        assert.deepEqual({ store, key: key.slice(offset) }, { store: undefined, ...util.parseContextStore(key) });
      }),
      { numRuns: 2000 },
    );
  });
});
