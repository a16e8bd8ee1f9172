import assert from 'node:assert/strict';
import { guardedParameters, withoutNames } from '../../../node-red/plugin/admin-guard.ts';

/** Keys of a context as Express decodes them. */
const HIDDEN = [
  'SECRETS',
  'SECRETS.API_KEY',
  'SECRETS_METADATA',
  'CREDENTIALS["alert-mails"]',
  '"SECRETS".API_KEY',
  "'CREDENTIALS'",
  '#:(memory)::SECRETS',
  '$parent.SECRETS',
  '$parent.$parent.CREDENTIALS["a"]',
  'own[msg.SECRETS.API_KEY]',
];
const OPEN = ['SECRETS_OF_MINE', 'MY_SECRETS', '$SECRETS', 'secrets', 'count'];

describe('the guard of the Admin API', () => {
  for (const key of HIDDEN) {
    it(`asks a context for nothing instead of ${key}`, () => {
      for (const scope of ['global', 'flow', 'node'])
        assert.deepEqual(guardedParameters({ scope, id: '1', 0: key }), { scope, id: '1', 0: 'flow_secrets_hidden' });
    });
  }
  for (const key of OPEN) {
    it(`leaves ${key}`, () => {
      const parameters = { scope: 'global', 0: key };
      assert.equal(guardedParameters(parameters), parameters);
    });
  }

  it('leaves the parameters of other routes', () => {
    for (const parameters of [{ 0: 'SECRETS' }, { id: 'SECRETS' }, undefined])
      assert.equal(guardedParameters(parameters), parameters);
  });

  it('takes names out of lists, with values and without', () => {
    const values = { memory: { SECRETS: { msg: '1' }, own: { msg: '2' } }, file: {} };
    assert.deepEqual(withoutNames(values, ['SECRETS']), { memory: { own: { msg: '2' } }, file: {} });
    const keys = { memory: { keys: [{ key: 'SECRETS' }, { key: 'own' }] } };
    assert.deepEqual(withoutNames(keys, ['SECRETS']), { memory: { keys: [{ key: 'own' }] } });
  });
});
