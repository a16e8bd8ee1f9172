import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { decryptBytes, encryptBytes } from '../../store/age-bytes.ts';

describe('age files of bytes', () => {
  let identity: string;
  let encrypter: Encrypter;
  let decrypter: Decrypter;
  beforeEach(async () => {
    identity = await generateX25519Identity();
    [encrypter, decrypter] = [new Encrypter(), new Decrypter()];
    encrypter.addRecipient(await identityToRecipient(identity));
    decrypter.addIdentity(identity);
  });

  // age writes a file in chunks of 64 KiB.
  for (const size of [0, 1, 65_536, 200_000]) {
    it(`of ${size} are those that age-encryption writes and reads`, async () => {
      const bytes = new Uint8Array(randomBytes(size));
      assert.deepEqual(await decrypter.decrypt(await encryptBytes(encrypter, bytes)), bytes);
      assert.deepEqual(await decryptBytes(decrypter, await encrypter.encrypt(bytes)), bytes);
    });
  }

  it('that are damaged, cut off or sealed to somebody else are refused', async () => {
    const file = await encryptBytes(encrypter, randomBytes(100_000));
    const damaged = file.with(-1, (file.at(-1) ?? 0) ^ 1);
    const stranger = new Decrypter();
    stranger.addIdentity(await generateX25519Identity());
    await assert.rejects(decryptBytes(decrypter, damaged));
    await assert.rejects(decryptBytes(decrypter, file.subarray(0, 90_000)));
    await assert.rejects(decryptBytes(decrypter, new Uint8Array()));
    await assert.rejects(decryptBytes(stranger, file));
  });

  it('are opened without what fetch needs', async () => {
    const file = await encryptBytes(encrypter, Buffer.from('canary'));
    const program = `
      import { Decrypter } from 'age-encryption';
      import { decryptBytes } from ${JSON.stringify(join(import.meta.dirname, '../../store/age-bytes.ts'))};
      const decrypter = new Decrypter();
      decrypter.addIdentity(process.env.IDENTITY);
      await decryptBytes(decrypter, Buffer.from(process.env.FILE, 'base64'));
      console.log(process.moduleLoadList.some((name) => name.includes('undici')));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type', 'module', '--eval', program],
      { env: { ...process.env, IDENTITY: identity, FILE: Buffer.from(file).toString('base64') }, encoding: 'utf8' },
    );
    assert.equal(stdout.trim(), 'false', stderr);
  });
});
