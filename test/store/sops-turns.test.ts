import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compactJson,
  type JsonNode,
  type JsonObject,
  memberOf,
  parseJson,
  withMember,
  withoutMember,
} from '../../store/catalog/json-tree.ts';
import { SopsDocument } from '../../store/files/sops/document.ts';
import { sopsNumberOf } from '../../store/files/sops/number.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { jsonTexts } from '../support/json-documents.ts';
import { requireSops, sops } from '../support/sops.ts';
import { ALLOW, json, renameSecret, TestStore } from '../support/store.ts';

// The real command and we change one space in turns: after each turn both read the same document, the turn did what it
// should and nothing else, and what did not change keeps its ciphertext.

const FILE = 'secrets/dev.space.json';
const KEYS = ['A', 'B', 'C'] as const;
const CLEAR = '^(space|version|created_at|updated_at|keys|history)$';

const SETTINGS: readonly (readonly string[])[] = [
  ['--encrypted-regex', '^secrets$'],
  ['--encrypted-regex', '^secrets$', '--mac-only-encrypted'],
  ['--unencrypted-regex', CLEAR],
  ['--unencrypted-regex', CLEAR, '--mac-only-encrypted'],
  ['--encrypted-suffix', 'secrets'],
  ['--unencrypted-suffix', 'pace'],
];

const ROTATING = ['owner removed', 'sops rotate', 'sops rotate --rm-age', 'sops rotate --add-age'] as const;
const TURNS = [
  ...ROTATING,
  ...['set', 'rename', 'remove', 'owner added'],
  ...['sops set', 'sops unset', 'sops edit', 'sops updatekeys'],
] as const;

interface Turn {
  readonly what: (typeof TURNS)[number];
  readonly key: string;
  readonly value: string;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  what: fc.constantFrom(...TURNS),
  key: fc.constantFrom(...KEYS),
  value: jsonTexts,
});

describe('turns of sops and us', function () {
  this.timeout(120_000);
  let test: TestStore;
  let ana: Identity;

  before(async function () {
    requireSops(this);
    ana = await createIdentity('ana');
    test = await TestStore.create();
    await test.store.create();
  });
  after(() => test.dispose());

  function run(...args: readonly string[]): string {
    return sops(test.me.secret.reveal(), args, { EDITOR: `cp ${test.path('edited.json')}` });
  }

  function set(object: JsonObject, key: string, text: string): JsonObject {
    return withMember(object, key, parseJson(text));
  }

  /** Makes the turn; returns the secrets that should be there afterwards. */
  async function make({ what, key, value }: Turn, secrets: JsonObject): Promise<JsonObject> {
    const file = test.path(FILE);
    const present = memberOf(secrets, key);
    const isAna = (await open()).recipients().includes(ana.recipient);
    switch (what) {
      case 'set':
        await test.store.setSecret(json('DEV', key, value));
        return set(secrets, key, value);
      case 'rename':
        if (!present || memberOf(secrets, `${key}_`)) return secrets;
        await renameSecret(test.store, 'DEV', key, `${key}_`);
        return renamed(secrets, key);
      case 'remove':
        if (!present) return secrets;
        await test.store.removeSecret('DEV', key, ALLOW);
        return withoutMember(secrets, key);
      case 'owner added':
        await test.store.addOwner('DEV', ana.recipient);
        return secrets;
      case 'owner removed':
        if (isAna) await test.store.removeOwner('DEV', ana.recipient);
        return secrets;
      case 'sops set':
        // It takes no bare list, and of a bare number only the digits of a float.
        run('set', file, `["secrets"]["${key}"]`, `{"in":${value}}`);
        return set(secrets, key, `{"in":${value}}`);
      case 'sops unset':
        if (present) run('unset', file, `["secrets"]["${key}"]`);
        return withoutMember(secrets, key);
      case 'sops edit': {
        const plain = parseJson(run('decrypt', file)) as JsonObject;
        const edited = set(memberOf(plain, 'secrets') as JsonObject, key, value);
        await test.write('edited.json', compactJson(withMember(plain, 'secrets', edited)));
        // Exit code 200: the editor changed nothing.
        if (canonical(edited) !== canonical(secrets)) run(file);
        return set(secrets, key, value);
      }
      case 'sops rotate':
        run('rotate', '-i', file);
        return secrets;
      case 'sops rotate --add-age':
      case 'sops rotate --rm-age':
        // It panics when it is to remove a reader that it added twice.
        if (isAna === (what === 'sops rotate --add-age')) return secrets;
        run('rotate', what.slice('sops rotate '.length), ana.recipient, '-i', file);
        return secrets;
      case 'sops updatekeys': {
        const rule = { path_regex: 'dev', age: `${test.me.recipient},${ana.recipient}` };
        await test.write('.sops.yaml', JSON.stringify({ creation_rules: [rule] }));
        run('--config', test.path('.sops.yaml'), 'updatekeys', '--yes', file);
        return secrets;
      }
    }
  }

  async function open(): Promise<SopsDocument> {
    return SopsDocument.open(parseJson(await test.read(FILE)), [test.me]);
  }

  it('read the same document after each, and change nothing else', async () => {
    const values = fc.tuple(jsonTexts, jsonTexts);
    const turns = fc.array(turn, { minLength: 3, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SETTINGS), values, turns, async (settings, [a, b], list) => {
        await test.write(FILE, `{"space":"DEV","clear":{"n":1.5,"t":[true,null,""]},"secrets":{"A":${a},"B":${b}}}`);
        let secrets = memberOf(parseJson(await test.read(FILE)), 'secrets') as JsonObject;
        run('encrypt', '--age', test.me.recipient, ...settings, '-i', test.path(FILE));
        for (const next of list) {
          const before = await leaves();
          secrets = await make(next, secrets);
          const plain = (await open()).plain();
          assert.equal(canonical(memberOf(plain, 'secrets')!), canonical(secrets), next.what);
          const theirs = parseJson(run('decrypt', test.path(FILE)));
          assert.equal(canonical(theirs), canonical(plain), next.what);
          assert.equal(compactJson(memberOf(plain, 'clear')!), '{"n":1.5,"t":[true,null,""]}');
          if (!ROTATING.some((what) => what === next.what)) assertKept(before, await leaves());
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  /** Each encrypted leaf with its plain text. */
  async function leaves(): Promise<ReadonlyMap<string, Leaf>> {
    const plain = (await open()).plain();
    return leavesOf(memberOf(parseJson(await test.read(FILE)), 'secrets')!, memberOf(plain, 'secrets')!);
  }
});

interface Leaf {
  readonly sealed: string;
  readonly plain: string;
}

/** A new name stands where the old one stood. */
function renamed(secrets: JsonObject, key: string): JsonObject {
  return { kind: 'object', members: secrets.members.map(([name, value]) => [name === key ? `${key}_` : name, value]) };
}

/** Leaves by their place. Equal values in one place to `sops`, which knows no array indexes, are left out. */
function leavesOf(sealed: JsonNode, plain: JsonNode): ReadonlyMap<string, Leaf> {
  const all = [...placedLeaves(sealed, plain, '', '')];
  const counts = new Map<string, number>();
  const identityOf = (names: string, leaf: Leaf): string => JSON.stringify([names, leaf.plain]);
  for (const [, names, leaf] of all) {
    const id = identityOf(names, leaf);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const alone = all.filter(([, names, leaf]) => counts.get(identityOf(names, leaf)) === 1);
  return new Map(alone.map(([place, , leaf]) => [place, leaf]));
}

/** Each leaf with its place and with the names that lead there. */
function* placedLeaves(
  sealed: JsonNode,
  plain: JsonNode,
  place: string,
  names: string,
): Generator<readonly [place: string, names: string, leaf: Leaf]> {
  if (sealed.kind === 'object' && plain.kind === 'object') {
    for (const [name, node] of sealed.members) {
      yield* placedLeaves(node, memberOf(plain, name)!, `${place}/${JSON.stringify(name)}`, `${names}${name}:`);
    }
  } else if (sealed.kind === 'array' && plain.kind === 'array') {
    for (const [index, node] of sealed.items.entries()) {
      yield* placedLeaves(node, plain.items[index]!, `${place}/${index}`, names);
    }
  } else {
    yield [place, names, { sealed: compactJson(sealed), plain: compactJson(plain) }];
  }
}

function assertKept(before: ReadonlyMap<string, Leaf>, after: ReadonlyMap<string, Leaf>): void {
  for (const [place, leaf] of after) {
    const was = before.get(place);
    if (was?.plain === leaf.plain) assert.equal(leaf.sealed, was.sealed, place);
  }
}

/** As text to compare: numbers in the spelling of `sops`, which it gives those that it writes. */
function canonical(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join()}}`;
    case 'array':
      return `[${node.items.map(canonical).join()}]`;
    case 'number':
      // It prints -0.0 as -0, which is a whole number to who reads that.
      return sopsNumberOf(node.text).canonical.replace(/^-0$/, '0');
    default:
      return compactJson(node);
  }
}
