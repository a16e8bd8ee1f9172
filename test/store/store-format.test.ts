import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { credentialTypeOf } from '../../store/credential-types/registry.ts';
import {
  compactJson,
  type JsonObject,
  memberOf,
  parseJson,
  textOf,
  withoutMember,
} from '../../store/catalog/json-tree.ts';
import { destinationOf } from '../../store/files/destination.ts';
import { decryptValue } from '../../store/files/sops/cipher.ts';
import { readSettings } from '../../store/files/sops/settings.ts';
import { Opening } from '../../store/files/sops/walk.ts';

describe('docs/store-format.md', () => {
  const page = readFileSync(new URL('../../docs/store-format.md', import.meta.url), 'utf8');
  const document = parseJson(/```json\n(\{\n {2}"space"[\s\S]*?)```/.exec(page)![1]!) as JsonObject;
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);

  it('its example decrypts, and its MAC fits', () => {
    const sops = memberOf(document, 'sops')!;
    const opening = new Opening(readSettings(sops), key);
    const plain = opening.open(withoutMember(document, 'sops'));
    assert.equal(compactJson(memberOf(plain, 'secrets')!), '{"DB":{"host":"db.example.org","port":5432}}');
    const mac = decryptValue(key, textOf(memberOf(sops, 'mac'))!, textOf(memberOf(sops, 'lastmodified'))!);
    const computed = opening.mac();
    assert.equal(mac.plain.toString(), computed);
    assert.ok(page.includes(`\`${computed.slice(0, 16)}\``));
  });

  it('its destination is right', () => {
    const fields = [
      ['region', 'eu'],
      ['domain', 'mg.example.org'],
      ['sender', 'x'],
    ] as const;
    assert.ok(page.includes(`\`${destinationOf(credentialTypeOf('mailgun')!, fields)}\``));
  });
});
