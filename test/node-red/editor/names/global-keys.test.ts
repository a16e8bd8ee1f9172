import assert from 'node:assert/strict';
import { globalKeysFor } from '../../../../node-red/editor/names/global-keys.ts';
import { CATALOG } from '../../catalog.ts';

const SECRETS = ['SECRETS.API_KEY', 'SECRETS.DB', 'SECRETS["a b"]'];

const CASES: readonly [typed: string, expected: readonly string[]][] = [
  ['', []],
  ['S', SECRETS],
  ['secr', SECRETS],
  ['SECRETS', SECRETS],
  ['SECRETS.', SECRETS],
  ['SECRETS.d', ['SECRETS.DB']],
  ['SECRETS.a', ['SECRETS.API_KEY', 'SECRETS["a b"]']],
  ['SECRETS["', ['SECRETS["API_KEY"]', 'SECRETS["DB"]', 'SECRETS["a b"]']],
  ['SECRETS["a ', ['SECRETS["a b"]']],
  ['SECRETS.DB', ['SECRETS.DB.host', 'SECRETS.DB["x y"]']],
  ['SECRETS.DB.h', ['SECRETS.DB.host']],
  ['SECRETS.API_KEY', []],
  ['SECRETS.NOPE.', []],
  ['CRED', ['CREDENTIALS["alert mails"]']],
  ['CREDENTIALS["al', ['CREDENTIALS["alert mails"]']],
  ['CREDENTIALS["alert mails"].', ['CREDENTIALS["alert mails"].apiKey', 'CREDENTIALS["alert mails"].domain']],
  ['#:(file)::SECRETS.D', ['#:(file)::SECRETS.DB']],
  ['count', []],
  ['SECRETS..', []],
];

describe('a typed input of the type global', () => {
  for (const [typed, expected] of CASES) {
    it(`completes ${JSON.stringify(typed)} to ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(
        globalKeysFor(typed, CATALOG).map(({ value }) => value),
        expected,
      );
    });
  }

  it('lists at most a hundred', () => {
    const secrets = Array.from({ length: 1000 }, (_, index) => ({
      key: `K${index}`,
      shape: { kind: 'text' as const },
    }));
    const [space] = CATALOG.spaces;
    assert.ok(space);
    assert.equal(globalKeysFor('SECRETS.', { ...CATALOG, spaces: [{ ...space, secrets }] }).length, 100);
  });
});
