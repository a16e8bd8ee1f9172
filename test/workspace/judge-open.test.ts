import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocument } from '../../language/document/source-document.ts';
import { createRuleContext, type RuleContext } from '../../language/rules/context.ts';
import { judge } from '../../language/rules/judge.ts';
import { type SourceDocument } from '../../language/document/api.ts';
import { OpenFindings } from '../../workspace/judge-open.ts';
import { rangeOf } from '../../workspace/locate.ts';
import { catalogOf } from '../language/rules/fixture.ts';

const CATALOG = catalogOf({ spaces: { Dev: { MAIL_HOST: true, DB: { host: true } }, Prod: { DB: { host: true } } } });
const BOUND = createRuleContext({ kind: 'bound', spaces: ['Dev', 'Prod'] }, CATALOG);
const UNBOUND = createRuleContext({ kind: 'unbound' }, CATALOG);

/** Code with a fix of each kind that has a place, what is ignored, and what is said once of a file. */
const CODES = [
  'node.warn(global.get("SECRETS.MAIL_HOTS"));',
  'const db = global.get("SECRETS.DB");\nreturn db.host + db.prot + SECRETS.X;',
  'return global.get("secrets.DB"); // flow-secrets-ignore-line wrong-case, strange-rule',
  'return global.get("SECRETS.Ä"); // flow-secrets-ignore-line',
  'return msg;',
];
const FLOWS = JSON.stringify(
  Array.from({ length: 60 }, (_, i) => [
    { id: `f${i}`, type: 'function', z: 't', func: CODES[i % CODES.length], info: 'x'.repeat(50 * (i % 40)) },
    { id: `h${i}`, type: 'http request', z: 't', url: 'https://example.org/{{{global.SECRETS.MAIL_HOST}}}' },
    { id: `m${i}`, type: i % 20 === 0 ? 'secret-manager' : 'debug', z: 't' },
  ]).flat(),
  null,
  1,
);
const TEMPLATE =
  '{{global.SECRETS.MAIL_HOTS}}\n{{global.SECRETS.DB}}\n{{! flow-secrets-ignore-line }}{{global.SECRETS.X}}';

describe('The findings of an open document', () => {
  for (const [name, context] of [
    ['bound', BOUND],
    ['unbound', UNBOUND],
  ] as const)
    it(`are those of its present text after any edits (${name})`, () => {
      const edit = fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        removed: fc.constantFrom(0, 0, 0, 1, 5, 300),
        text: fc.constantFrom('', 'x', '\n', '"', '}', '\\n', 'SECRETS.DB', '// flow-secrets-ignore-next-line'),
      });
      fc.assert(
        fc.property(fc.constantFrom('flows.json', 'mail.mustache'), fc.array(edit, { maxLength: 6 }), (path, edits) => {
          const document = createDocument(path, path === 'flows.json' ? FLOWS : TEMPLATE);
          const open = new OpenFindings();
          for (const { at, removed, text } of edits) {
            assert.deepEqual(open.of(document, context), judgedAnew(document, context));
            const start = Math.floor(at * document.length);
            const range = rangeOf(document, { start, end: Math.min(start + removed, document.length) });
            document.update([{ range, text }]);
          }
          assert.deepEqual(open.of(document, context), judgedAnew(createDocument(path, document.slice()), context));
        }),
        { numRuns: 40 },
      );
    });

  it('follow what is known of names', () => {
    const document = createDocument('flows.json', FLOWS);
    const open = new OpenFindings();
    assert.notDeepEqual(open.of(document, BOUND), open.of(document, UNBOUND));
    assert.deepEqual(open.of(document, BOUND), judgedAnew(document, BOUND));
  });
});

/** The whole text at once, nothing kept. */
function judgedAnew(document: SourceDocument, context: RuleContext) {
  const facts = {
    references: document.references(),
    bare: document.bareAccesses(),
    slips: document.slips(),
    ignores: document.ignores(),
    managers: document.managers(),
  };
  const findings = judge(facts, context, (offset) => document.slice(Math.max(0, offset - 2), offset));
  return findings.map((finding) => ({ ...finding, range: rangeOf(document, finding) }));
}
