import assert from 'node:assert/strict';
import { type JsonNode, type JsonObject, parseJson, serializeJson } from '../../../store/catalog/json-tree.ts';
import { StoreError } from '../../../store/store.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { ALLOW, json, TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const CANARY = 'canary-5d1f';

/** Every document in which one node below `secrets`, or one clear leaf, is replaced by `change`. */
function* variants(node: JsonNode, change: (leaf: JsonNode) => JsonNode | undefined): Generator<JsonNode> {
  const replaced = change(node);
  if (replaced) yield replaced;
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      for (const variant of variants(item, change)) {
        yield { kind: 'array', items: node.items.map((other, at) => (at === index ? variant : other)) };
      }
    }
  }
  if (node.kind === 'object') {
    for (const [name, value] of node.members) {
      for (const variant of variants(value, change)) {
        yield { kind: 'object', members: node.members.map(([key, other]) => [key, key === name ? variant : other]) };
      }
    }
  }
}

describe('a space file that was changed without the key', () => {
  let test: TestStore;
  let original: JsonObject;

  before(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', CANARY));
    await test.store.setSecret(text('DEV', 'B', `${CANARY}-b`));
    await test.store.setSecret(
      json('DEV', 'DB', `{"host":"${CANARY}","list":["${CANARY}1","${CANARY}2"],"n":1,"t":true}`),
    );
    original = parseJson(await test.read(FILE)) as JsonObject;
  });
  after(() => test.dispose());

  async function assertRefused(document: JsonNode | string, what: string): Promise<void> {
    const changed = typeof document === 'string' ? document : serializeJson(document, '\t');
    await test.write(FILE, changed);
    for (const attempt of [
      () => test.store.readSecret('DEV', 'A'),
      () => test.store.setSecret(text('DEV', 'A', 'new')),
      () => test.store.removeSecret('DEV', 'B', ALLOW),
    ]) {
      const error: unknown = await attempt().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof StoreError, `${what}: ${String(error)}`);
      assert.ok(['tampered', 'broken', 'absent', 'not-owner'].includes(error.code), `${what}: ${error.code}`);
      assert.ok(!error.message.includes(CANARY) && !error.message.includes('ENC['), error.message);
    }
    assert.equal(await test.read(FILE), changed, `${what}: nothing is written`);
  }

  function member(name: string): JsonNode {
    return original.members.find(([key]) => key === name)![1];
  }

  function withPart(name: string, node: JsonNode): JsonObject {
    return { kind: 'object', members: original.members.map(([key, value]) => [key, key === name ? node : value]) };
  }

  const replacements: readonly (readonly [what: string, change: (leaf: JsonNode) => JsonNode | undefined])[] = [
    ['emptied', (leaf) => (leaf.kind === 'string' ? { kind: 'string', value: '' } : undefined)],
    ['made null', (leaf) => (leaf.kind === 'string' ? { kind: 'null' } : undefined)],
    ['written in clear', (leaf) => (leaf.kind === 'string' ? { kind: 'string', value: 'clear' } : undefined)],
    ['made a number', (leaf) => (leaf.kind === 'string' ? { kind: 'number', text: '1' } : undefined)],
    ['of another type', (leaf) => retyped(leaf)],
    ['with a flipped bit', (leaf) => flipped(leaf)],
    ['short of its last member', (leaf) => shortened(leaf)],
  ];
  for (const [what, change] of replacements) {
    it(`is refused: a value ${what}`, async () => {
      for (const variant of variants(member('secrets'), change))
        await assertRefused(withPart('secrets', variant), what);
    });
  }

  it('is refused: two values swapped, also within one array', async () => {
    const found: string[] = [];
    const collect = (leaf: JsonNode): undefined => {
      if (leaf.kind === 'string') found.push(leaf.value);
    };
    Array.from(variants(member('secrets'), collect));
    const whole = serializeJson(original, '\t');
    for (const [index, a] of found.entries()) {
      const b = found[(index + 1) % found.length]!;
      await assertRefused(whole.replace(a, '@').replace(b, a).replace('@', b), 'swapped');
    }
  });

  it('is refused: clear parts changed', async () => {
    for (const name of ['version', 'created_at', 'updated_at', 'keys']) {
      const bump = (leaf: JsonNode): JsonNode | undefined =>
        leaf.kind === 'string'
          ? { kind: 'string', value: 'x' }
          : leaf.kind === 'number'
            ? { kind: 'number', text: '99' }
            : undefined;
      for (const variant of variants(member(name), bump)) await assertRefused(withPart(name, variant), name);
    }
    await assertRefused(
      { kind: 'object', members: [...original.members, ['extra', { kind: 'boolean', value: true }]] },
      'added',
    );
  });

  it('is refused: MAC, time or settings changed', async () => {
    const sops = member('sops') as JsonObject;
    for (const [name, node] of sops.members) {
      if (node.kind !== 'string' || name === 'version') continue;
      for (const value of ['', 'x', node.value.replace(/data:./, 'data:A').replace('secrets', 'secret')]) {
        if (value === node.value || (name === 'lastmodified' && value === '')) continue;
        const changed: JsonObject = {
          kind: 'object',
          members: sops.members.map(([key, other]) => [key, key === name ? { kind: 'string', value } : other]),
        };
        await assertRefused(withPart('sops', changed), name);
      }
    }
    await assertRefused(
      withPart('sops', { kind: 'object', members: sops.members.filter(([key]) => key !== 'mac') }),
      'no MAC',
    );
  });

  it('is refused: cut off anywhere', async () => {
    const whole = serializeJson(original, '\t');
    for (let length = 0; length < whole.length - 1; length += 97)
      await assertRefused(whole.slice(0, length), `cut at ${length}`);
  });

  it('is refused: the data key of who opens it damaged, which is no lack of a key', async () => {
    const sops = serializeJson(member('sops'), '');
    const damaged = sops.replace(/"enc":\s*"[^"]*"/, '"enc": "damaged"');
    await assertRefused(withPart('sops', parseJson(damaged)), 'a damaged data key');
    const error = await rejectsWith(test.store.readSecret('DEV', 'A'), 'tampered');
    assert.ok(error.message.includes(test.me.recipient));
    assert.match(error.message, /^dev\.space\.json: .*damaged.*version control/);
  });

  it('an honest file opens', async () => {
    await test.write(FILE, serializeJson(original, '\t'));
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), CANARY);
    await rejectsWith(test.store.readSecret('DEV', 'C'), 'absent');
  });
});

function retyped(leaf: JsonNode): JsonNode | undefined {
  if (leaf.kind !== 'string' || !leaf.value.startsWith('ENC[')) return undefined;
  // The format does not protect the type itself, but a text that is no number can't become one.
  const value = leaf.value.replace('type:str', 'type:int');
  return value === leaf.value ? undefined : { kind: 'string', value };
}

function flipped(leaf: JsonNode): JsonNode | undefined {
  if (leaf.kind !== 'string' || !leaf.value.startsWith('ENC[')) return undefined;
  const value = leaf.value.replace(/data:(.)/, (_, first: string) => `data:${first === 'A' ? 'B' : 'A'}`);
  return { kind: 'string', value };
}

function shortened(node: JsonNode): JsonNode | undefined {
  if (node.kind === 'array' && node.items.length > 0) return { kind: 'array', items: node.items.slice(0, -1) };
  if (node.kind === 'object' && node.members.length > 0) return { kind: 'object', members: node.members.slice(0, -1) };
  return undefined;
}
