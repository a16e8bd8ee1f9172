import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type StoreErrorCode } from '../../store/store.ts';
import { identityOf } from '../../store/identity/identity.ts';
import { rejectsWith } from '../support/rejects.ts';
import { requireSops, sops } from '../support/sops.ts';
import { TestStore, text } from '../support/store.ts';

interface Vectors {
  readonly identity: string;
  readonly secrets: readonly (readonly [key: string, value: string])[];
  readonly vectors: readonly {
    readonly file: string;
    readonly what: string;
    readonly outcome: 'opens' | StoreErrorCode;
  }[];
}

const FOLDER = new URL('../fixtures/store/', import.meta.url);
const FILE = 'secrets/dev.space.json';

function fixture(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

describe('published vectors', () => {
  const { identity, secrets, vectors } = JSON.parse(fixture('vectors.json')) as Vectors;
  let test: TestStore;

  beforeEach(async () => {
    test = await TestStore.create();
    test.identities = [await identityOf(identity, 'vectors')];
    await test.store.create();
  });
  afterEach(() => test.dispose());

  for (const { file, what, outcome } of vectors) {
    it(`${file}: ${what}: ${outcome}`, async () => {
      const whole = fixture(file);
      await test.write(FILE, whole);
      if (outcome === 'opens') {
        for (const [key, value] of secrets) {
          assert.equal((await test.store.readSecret('DEV', key)).value.reveal(), value);
        }
        return;
      }
      for (const [key, value] of secrets) {
        const error = await rejectsWith(test.store.readSecret('DEV', key), outcome);
        assert.match(error.message, /dev\.space\.json|"DEV"/);
        assert.ok(value === '' || !error.message.includes(value));
      }
      await rejectsWith(test.store.setSecret(text('DEV', 'NEW', 'x')), outcome);
      assert.equal(await test.read(FILE), whole);
    });
  }

  it('sops reads the good one', async function () {
    requireSops(this);
    await test.write(FILE, fixture('good.space.json'));
    const plain = JSON.parse(sops(identity, ['decrypt', test.path(FILE)])) as { secrets: Record<string, unknown> };
    assert.equal(plain.secrets['TEXT'], 'canary-text');
  });
});
