import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  parseJson,
  serializeJson,
} from '../../../store/catalog/json-tree.ts';
import { StoreError } from '../../../store/store.ts';
import { json, TestStore, text } from '../../support/store.ts';

// A space file that anything may have happened to: it gives the old values or a StoreError that names it, and is never
// written over. (What the format can't show is left out: a member that is null, "" or {} has no bytes in the MAC.)

const FILE = 'secrets/dev.space.json';
const VALUES = new Map([
  ['A', 'canary-a'],
  ['DB', '{"host":"canary-h","list":["canary-1",2,true]}'],
]);

describe('a damaged space file', function () {
  this.timeout(60_000);
  let test: TestStore;
  let whole: Buffer;

  before(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', VALUES.get('A')!));
    await test.store.setSecret(json('DEV', 'DB', VALUES.get('DB')!));
    whole = Buffer.from(await test.read(FILE));
  });
  after(() => test.dispose());

  /** What the store makes of these bytes; resolves to true when it opened them. */
  async function look(bytes: Uint8Array): Promise<boolean> {
    await test.write(FILE, bytes);
    const { role, reason } = await test.store.role('DEV');
    if (role === 'owner') {
      for (const [key, value] of VALUES) {
        const read = await test.store.readSecret('DEV', key).catch((error: unknown) => checkRefusal(error));
        if (read !== true) assert.equal(read.value.reveal(), value);
      }
      return true;
    }
    await assert.rejects(test.store.setSecret(text('DEV', 'NEW', 'x')), (error) => {
      assert.equal((error as Error).message, reason);
      return checkRefusal(error);
    });
    assert.equal(Buffer.compare(await readFile(test.path(FILE)), bytes), 0, 'overwritten');
    return false;
  }

  /** A refusal names the file and says what to do. */
  function checkRefusal(error: unknown): true {
    assert.ok(error instanceof StoreError, String(error));
    assert.ok(['absent', 'broken', 'tampered', 'not-owner'].includes(error.code), error.code);
    assert.ok(!error.message.includes('canary'), error.message);
    assert.match(error.message, /dev\.space\.json|"DEV"/);
    assert.match(
      error.message,
      /version control|resolve-merge|Ask an Owner|sops (?:edit|encrypt|rotate|command)|There is no space|has no secret/,
    );
    return true;
  }

  it('cut off at every byte does not open', async () => {
    for (let length = 0; length < whole.length - 1; length++) {
      assert.equal(await look(whole.subarray(0, length)), false, `cut at ${length}`);
    }
  });

  it('with any bytes changed gives the old values or a refusal', async () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 40 }),
      insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constantFrom('"', '{', '}', ',', 'null', '""').map(bytesOf)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const bytes = edits.reduce((present, { at, remove, insert }) => {
          const start = at % (present.length + 1);
          return Buffer.concat([present.subarray(0, start), insert, present.subarray(start + remove)]);
        }, whole);
        await look(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('with members moved, copied, swapped, renamed or taken out gives the old values or a refusal', async () => {
    const root = parseJson(whole.toString()) as JsonObject;
    const change = fc.record({
      what: fc.constantFrom<Change['what'][]>('remove', 'copy', 'swap', 'rename', 'retype'),
      from: fc.nat(),
      to: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        const changed = changes.reduce<JsonNode>(applied, root);
        await look(Buffer.from(`${serializeJson(changed, '\t')}\n`));
      }),
      { numRuns: 200 },
    );
  });
});

function bytesOf(characters: string): Uint8Array {
  return Buffer.from(characters);
}

interface Change {
  readonly what: 'remove' | 'copy' | 'swap' | 'rename' | 'retype';
  readonly from: number;
  readonly to: number;
}

type Edit = (members: readonly JsonMember[], at: number) => readonly JsonMember[];

/** Other types that stand where one is expected. */
const TYPES = [
  '1',
  '""',
  'null',
  'true',
  '[]',
  '{}',
  '[{}]',
  '{"recipient":1}',
  '"ENC[AES256_GCM,data:,iv:,tag:,type:str]"',
];

function applied(root: JsonNode, { what, from, to }: Change): JsonNode {
  const all = membersOf(root);
  const [source, target] = [all[from % all.length]!, all[to % all.length]!];
  const edits: Readonly<Record<Change['what'], () => JsonNode>> = {
    remove: () => edited(root, source, (members, at) => members.toSpliced(at, 1)),
    copy: () => edited(root, target, (members, at) => members.toSpliced(at, 0, [source[0], source[1]])),
    rename: () => edited(root, source, (members, at) => members.with(at, [target[0], source[1]])),
    retype: () =>
      edited(root, source, (members, at) => members.with(at, [source[0], parseJson(TYPES[to % TYPES.length]!)])),
    swap: () => {
      const once = edited(root, source, (members, at) => members.with(at, [source[0], target[1]]));
      return edited(once, target, (members, at) => members.with(at, [target[0], source[1]]));
    },
  };
  return edits[what]();
}

function membersOf(node: JsonNode): readonly JsonMember[] {
  if (node.kind === 'array') return node.items.flatMap(membersOf);
  if (node.kind !== 'object') return [];
  return node.members.flatMap((member) => [member, ...membersOf(member[1])]);
}

/** The tree with the object that holds a member edited. */
function edited(node: JsonNode, member: JsonMember, edit: Edit): JsonNode {
  if (node.kind === 'array') return { kind: 'array', items: node.items.map((item) => edited(item, member, edit)) };
  if (node.kind !== 'object') return node;
  const at = node.members.indexOf(member);
  if (at >= 0) return { kind: 'object', members: edit(node.members, at) };
  return { kind: 'object', members: node.members.map(([name, value]) => [name, edited(value, member, edit)]) };
}
