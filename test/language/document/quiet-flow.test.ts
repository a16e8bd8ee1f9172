import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isQuietFlow } from '../../../language/document/quiet-flow.ts';
import { createDocument } from '../../../language/document/source-document.ts';

const node = fc.record({
  id: fc.string({ maxLength: 4 }),
  type: fc.constantFrom('function', 'template', 'secret-manager', 'tab'),
  func: fc.constantFrom('return msg;', 'global.get("SECRETS.KEY")', 'global.get("secrets.KEY")', 'msg.credentials'),
  info: fc.constantFrom('', 'flow-secrets-ignore', 'Your "credentials" here', 'global'),
  template: fc.constantFrom('', '{{global.CREDENTIALS.API.key}}', '{{credentials.key}}'),
});
const record = fc.constant({ credential: 'API', type: 'basic' });

/** As an editor or a person may write it. */
const flow = fc
  .tuple(
    fc.array(fc.oneof({ weight: 9, arbitrary: node }, record), { maxLength: 4 }),
    fc.constantFrom('', '\ufeff', ' \n', '/* SECRETS */'),
    fc.constantFrom('', 'CREDENTIALS', 'E\\u0045'),
    fc.boolean(),
  )
  .map(([nodes, before, name, isTorn]) => {
    const text = before + JSON.stringify(nodes).replace('"id"', `"${name}":1,"id"`);
    return isTorn ? text.slice(0, -2) : text;
  });

describe('a quiet flow', () => {
  it('is a flow that holds nothing for any reader', () => {
    fc.assert(
      fc.property(flow, (text) => {
        if (!isQuietFlow(text)) return;
        const document = createDocument('flows.json', text);
        assert.equal(document.kind, 'flow');
        const found = [document.references(), document.bareAccesses(), document.slips(), document.managers()];
        assert.deepEqual([...found.flat(), ...document.ignores()], []);
      }),
      { numRuns: 1000 },
    );
  });

  for (const [title, text, isQuiet] of [
    ['one that names nothing', '[{"id":"1","type":"inject"}]', true],
    ['one that speaks of credentials', '[{"id":"1","type":"comment","info":"Your \\"credentials\\" here"}]', true],
    ['one that names a secret', '[{"id":"1","type":"function","func":"global.get(\\"SECRETS.A\\")"}]', false],
    ['one that is to be left alone', '[{"id":"1","type":"comment","info":"flow-secrets-ignore"}]', false],
    ['records', '[{"credential":"API","type":"basic"}]', false],
    ['an object, which may be a flow or not', '{"id":"1","nodes":[]}', false],
  ] as const)
    it(`${isQuiet ? 'is' : 'is not'} ${title}`, () => {
      assert.equal(isQuietFlow(text), isQuiet);
    });
});
