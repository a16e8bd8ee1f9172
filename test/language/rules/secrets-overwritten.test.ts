import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true, OTHER: true } } };
const flow = (...nodes: readonly object[]): string =>
  JSON.stringify(nodes.map((node, i) => ({ id: `${i}`, ...node }))).replace(/\\"/g, "'");
const code = (func: string): string => flow({ type: 'function', func });

describe('secrets-overwritten', () => {
  for (const marked of [
    'global.set("SECRETS.⟦secrets-overwritten KEY⟧", 1);',
    '⟦secrets-overwritten global.set("SECRETS", {})⟧;',
    'global.set(["SECRETS.⟦secrets-overwritten KEY⟧", "other"], [1, 2]);',
    'const s = global.get("SECRETS"); s.⟦secrets-overwritten KEY⟧ = 1; delete s.⟦secrets-overwritten OTHER⟧;',
    'context.global.set("CREDENTIALS.⟦unknown-credential,secrets-overwritten mail⟧", 1);',
    '⟦secrets-overwritten,dynamic-access global.set("SECRETS." + name, 1)⟧;',
  ])
    it(`is said of ${marked}`, () => {
      const { findings } = assertMarked('a.json', code(marked), scene);
      for (const { rule, severity } of findings) if (rule === 'secrets-overwritten') assert.equal(severity, 'warning');
    });

  it('is said of what a change node sets, moves to and deletes', () => {
    const rules = [
      { t: 'set', p: 'SECRETS.⟦secrets-overwritten KEY⟧', pt: 'global', to: '1', tot: 'num' },
      { t: 'delete', p: '⟦secrets-overwritten SECRETS⟧', pt: 'global' },
      { t: 'move', p: 'payload', pt: 'msg', to: 'SECRETS.⟦secrets-overwritten OTHER⟧', tot: 'global' },
      { t: 'set', p: 'SECRETS', pt: 'flow', to: 'SECRETS.KEY', tot: 'global' },
    ];
    const { findings } = assertMarked('a.json', flow({ type: 'change', rules }), scene);
    assert.deepEqual(
      findings.map(({ message }) => message.slice(0, message.indexOf(' for every flow'))),
      ['This overwrites the secret “KEY”', 'This deletes all secrets', 'This overwrites the secret “OTHER”'],
    );
  });

  it('is not said of reading, of other contexts, of names that only begin so', () => {
    const texts = ['global.get("SECRETS.KEY")', 'flow.set("SECRETS.KEY", 1)', 'global.set("SECRETS_OLD", 1)'];
    for (const text of [...texts, 'msg.SECRETS = {}', 'global.set("SECRETS.'])
      assertMarked('a.json', code(text), scene);
  });
});
