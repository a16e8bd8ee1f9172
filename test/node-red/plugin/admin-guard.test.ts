import assert from 'node:assert/strict';
import { guardedUrl } from '../../../node-red/plugin/admin-guard.ts';

const HIDDEN = [
  '/context/global/SECRETS',
  '/context/global/SECRETS.API_KEY?store=default',
  '/CONTEXT/Global/SECRETS',
  '/context/global/%53ECRETS',
  '/context/global/SECRETS_METADATA',
  '/context/global/CREDENTIALS%5B%22alert-mails%22%5D',
  '/context/global/%22SECRETS%22.API_KEY',
  '/context/global/%23:(memory)::SECRETS',
  '/context/flow/1a2b/%24parent.SECRETS',
  '/context/node/1a2b/SECRETS?keysOnly',
  '/red/context/global/SECRETS',
  'http://127.0.0.1:1880/context/global/SECRETS',
];
const OPEN = [
  '/context/global',
  '/context/global/SECRETS_OF_MINE',
  '/context/global/MY_SECRETS',
  '/context/global/secrets',
  '/flows?SECRETS',
  '/context/global/%E0%A4%A',
];

describe('the guard of the Admin API', () => {
  for (const url of HIDDEN) {
    it(`hides ${url}`, () => {
      assert.match(guardedUrl(url), /\/context\/global\/flow_secrets_hidden$/i);
    });
  }
  for (const url of OPEN) {
    it(`leaves ${url}`, () => {
      assert.equal(guardedUrl(url), url);
    });
  }
});
