import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocument } from '../../../language/document/source-document.ts';
import { isNamed, type Name } from '../../../language/reference.ts';
import { writeName } from '../../../language/references/write-name.ts';

const node = (more: object): string =>
  JSON.stringify(
    [
      { id: 't', type: 'tab' },
      { id: 'n', z: 't', ...more },
    ],
    undefined,
    1,
  );
const change = (to: string, tot: string): string =>
  node({ type: 'change', rules: [{ t: 'set', p: 'x', pt: 'msg', to, tot }] });

/** One place of each kind, with a key and a segment of a path. */
const PLACES: readonly (readonly [path: string, text: string])[] = [
  ['typed.json', change('SECRETS.KEY.part', 'global')],
  ['typed-brackets.json', change('SECRETS["KEY"].part', 'global')],
  ['jsonata.json', change("$globalContext('SECRETS.KEY').part", 'jsonata')],
  ['jsonata-steps.json', change('$globalContext("SECRETS").KEY.`part`', 'jsonata')],
  ['template.json', node({ type: 'template', syntax: 'mustache', template: '{{global.SECRETS.KEY.part}}' })],
  ['get.json', node({ type: 'function', func: `return global.get("SECRETS.KEY.part");` })],
  ['get-single.json', node({ type: 'function', func: `return global.get('SECRETS.KEY["part"]');` })],
  ['get-member.json', node({ type: 'function', func: `return global.get("SECRETS.KEY").part;` })],
  ['store.json', change('#:(file)::SECRETS.KEY.part', 'global')],
  ['member.json', node({ type: 'function', func: `return global.get("SECRETS").KEY?.part;` })],
  ['brackets.json', node({ type: 'function', func: `return global.get("SECRETS")['KEY']["part"];` })],
  ['pattern.json', node({ type: 'function', func: `const { KEY: { part } } = global.get("SECRETS");` })],
  ['script.js', 'SECRETS.KEY.part; CREDENTIALS["name"].field'],
  ['page.hbs', '{{SECRETS.KEY.part}} ${SECRETS.KEY.part} {{CREDENTIALS["name"].field}}'],
  ['record.yaml', 'function_type: http\ncredential: name\nscript: |\n  SECRETS.KEY.part\n'],
  ['record.json', '{"function_type":"http","credential":"name","script":"SECRETS.KEY.part"}'],
];

interface Site {
  readonly path: string;
  readonly text: string;
  /** Which name of the file it is. */
  readonly index: number;
  readonly name: Name;
}

function namesIn(path: string, text: string): readonly Name[] {
  return createDocument(path, text)
    .references()
    .filter(isNamed)
    .flatMap((reference) => [reference.key, ...reference.path]);
}

const SITES: readonly Site[] = PLACES.flatMap(([path, text]) =>
  namesIn(path, text).map((name, index) => ({ path, text, index, name })),
);

function rewrite({ path, text, name }: Site, to: string): string | undefined {
  const reference = createDocument(path, text)
    .references()
    .find((r) => [r.key, ...r.path].some((n) => n?.start === name.start));
  const written = writeName(to, name.notation, name.place ?? reference!.place, name.name);
  if (written === undefined) return undefined;
  const optional = text.slice(0, name.start).endsWith('?.');
  const start = written.needsBrackets && !optional ? name.start - 1 : name.start;
  return text.slice(0, start) + written.text + text.slice(name.end);
}

describe('writeName in the places that readers report', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'OTHER',
      'a-b',
      'with blank',
      'dot.ted',
      "it's",
      'say "hi"',
      '__proto__',
      'class',
      'and',
      '01',
      'true',
      '~',
      '7',
      'é',
      '🔑',
      'a:b',
      'a\\b',
    ),
    fc.stringMatching(/^[A-Za-z_$][\w$-]{0,8}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
  );

  it('has a site for every name', () => {
    assert.equal(SITES.length, 40);
  });

  for (const site of SITES) {
    const title = `${site.path}: ${site.name.name} (${site.name.notation.kind})`;
    it(`reads back: ${title}`, () => {
      fc.assert(
        fc.property(names, (to) => {
          const text = rewrite(site, to);
          if (text === undefined) return;
          assert.equal(namesIn(site.path, text)[site.index]?.name, to, text);
        }),
        { numRuns: 60 },
      );
    });
  }
});
