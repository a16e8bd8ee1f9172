import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true, DB: { host: true } } } };

function withEnv(type: string, expression: string): string {
  return JSON.stringify([{ id: 't', type: 'tab', env: [{ name: 'A', type, value: expression }] }]).replace(/\\"/g, "'");
}

describe('stale-after-rotation', () => {
  it('is a hint on a secret that an environment variable is given when flows start', () => {
    const value = '$globalContext("SECRETS.DB.host") & $globalContext("SECRETS").⟦stale-after-rotation KEY⟧';
    const { findings } = assertMarked(
      'a.json',
      withEnv('jsonata', value.replace('DB', '⟦stale-after-rotation DB⟧')),
      scene,
    );
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['hint', 'hint'],
    );
    assert.match(findings[0]?.message ?? '', /secret “DB.host” once, when flows start/);
  });

  for (const type of ['group', 'subflow', 'subflow:abc', 'global-config'])
    it(`is said of a ${type} too`, () => {
      const node = { id: 'n', type, env: [{ name: 'A', type: 'jsonata', value: "$globalContext('SECRETS.KEY')" }] };
      const marked = JSON.stringify([node]).replace('KEY', '⟦stale-after-rotation KEY⟧');
      assertMarked('a.json', marked, scene);
    });

  it('is not said of what is evaluated for each message, nor of code that runs at the start', () => {
    const rules = [{ t: 'set', p: 'a', pt: 'msg', to: "$globalContext('SECRETS.KEY')", tot: 'jsonata' }];
    const change = { id: 'c', type: 'change', rules };
    const code = { id: 'f', type: 'function', func: '', initialize: "flow.set('a', global.get('SECRETS.KEY'))" };
    assertMarked('a.json', JSON.stringify([change, code]), scene);
    assertMarked('a.json', withEnv('str', '$globalContext("SECRETS.KEY")'), scene);
  });
});
