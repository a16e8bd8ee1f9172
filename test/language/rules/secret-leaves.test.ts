import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = {
  spaces: { DEV: { KEY: true, DB: { host: true } } },
  credentials: [{ name: 'mail', type: 'mailgun', fields: ['sender'], sealed: ['apiKey'] }],
};
const flow = (...nodes: readonly object[]): string =>
  JSON.stringify(nodes.map((node, i) => ({ id: `${i}`, ...node }))).replace(/\\"/g, "'");
const code = (func: string): string => flow({ type: 'function', func });

const LEAKS = [
  'node.warn(global.get("SECRETS.⟦secret-leaves KEY⟧"));',
  'const s = global.get("SECRETS"); node.error(`no ${s.⟦secret-leaves DB⟧.host}`);',
  'console.log(⟦secret-leaves global.get("SECRETS")⟧);',
  'node.log(⟦secret-leaves,dynamic-access global.get("SECRETS")[x]⟧);',
  'node.status({ text: global.get("SECRETS.⟦secret-leaves KEY⟧") });',
  'node.warn(global.get("CREDENTIALS").⟦secret-leaves mail⟧.apiKey);',
  'node.warn(global.get("CREDENTIALS").⟦secret-leaves mail⟧);',
  'msg.secrets = ⟦secret-leaves global.get("SECRETS")⟧; return msg;',
  'node.send({ payload: JSON.stringify(⟦secret-leaves global.get("SECRETS")⟧) });',
];

const NORMAL = [
  'msg.headers = { authorization: `Bearer ${global.get("SECRETS.KEY")}` }; return msg;',
  'msg.payload = { host: global.get("SECRETS.DB.host"), key: global.get("SECRETS.KEY") }; return msg;',
  'msg.db = global.get("SECRETS.DB"); return msg;',
  'if (!global.get("SECRETS.KEY")) node.warn("KEY is missing");',
  'node.warn(global.get("SECRETS.KEY").length);',
  'node.warn(global.get("SECRETS.KEY") ? "there" : "missing");',
  'node.warn(global.get("CREDENTIALS").mail.sender);',
  'global.set("SECRETS_LOG", node.warn("SECRETS.KEY"));',
  'connect(global.get("SECRETS"));',
];

describe('secret-leaves', () => {
  for (const marked of LEAKS)
    it(`is a warning: ${marked}`, () => {
      const { findings } = assertMarked('a.json', code(marked), scene);
      assert.equal(findings[0]?.severity, 'warning');
    });

  for (const text of NORMAL)
    it(`is not said of ${text}`, () => {
      assertMarked('a.json', code(text), scene);
    });

  it('is said of a debug node that shows a secret', () => {
    const complete = "$globalContext('SECRETS.⟦secret-leaves KEY⟧')";
    const { findings } = assertMarked('a.json', flow({ type: 'debug', complete, targetType: 'jsonata' }), scene);
    assert.match(findings[0]?.message ?? '', /in the debug sidebar/);
  });

  it('is said of a change or inject node that sends all secrets, not of one', () => {
    const set = (to: string) => ({ t: 'set', p: 'a', pt: 'msg', to, tot: 'global' });
    assertMarked(
      'a.json',
      flow({ type: 'change', rules: [set('⟦secret-leaves SECRETS⟧'), set('SECRETS.KEY')] }),
      scene,
    );
    const props = [
      { p: 'payload', v: '⟦secret-leaves SECRETS⟧', vt: 'global' },
      { p: 'topic', v: 'SECRETS.KEY', vt: 'global' },
    ];
    assertMarked('a.json', flow({ type: 'inject', props }), scene);
  });

  it('is said in scripts too', () => {
    assertMarked('a.js', 'console.error(SECRETS.⟦secret-leaves KEY⟧);', scene);
  });
});
