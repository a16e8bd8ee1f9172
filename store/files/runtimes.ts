import { addRuntime as addToConfig } from '../../config/edit-config.ts';
import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { isRecipient } from '../identity/identity.ts';
import { type Recipient, StoreError } from '../store.ts';
import { spaceBytes } from './change-space.ts';
import { editConfigFile } from './config-file.ts';
import { withLock } from './lock.ts';
import { checkName } from './names.ts';
import { ageKeysOf } from './sops/data-key.ts';
import { openSpace, type OpenSpace, readDocument } from './space-access.ts';
import { stamped } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';
import { FileChanged, replaceFile } from './write.ts';
import { memberOf } from '../catalog/json-tree.ts';

/** A runtime to add: the key is given by the user in this very command, which confirms it. */
export interface NewRuntime {
  readonly name: string;
  /** `age1…` */
  readonly key: string;
  /** Names of spaces that it opens; all must be there. */
  readonly spaces: readonly string[];
}

/**
 * Registers a runtime: it becomes a reader of its spaces and is written to flow-secrets.json. All or nothing.
 * @throws StoreError; `not-owner` when the user does not open one of the spaces
 */
export async function addRuntime(context: StoreContext, runtime: NewRuntime): Promise<void> {
  await checkRuntime(context, runtime);
  await context.remember([runtime.key]);
  await withLock(await context.ensureFolder(), async (held) => {
    const written: { readonly file: string; readonly before: Uint8Array; readonly after: Uint8Array }[] = [];
    try {
      for (const space of runtime.spaces) {
        const open = await openSpace(context, space);
        const after = await withReader(context, open, runtime.key);
        if (!after) continue;
        held.check();
        await replaceFile(open.file, open.bytes, after);
        written.push({ file: open.file, before: open.bytes, after });
      }
      await editConfigFile(context.configFile, (text) => addToConfig(text, runtime));
    } catch (error) {
      for (const { file, before, after } of written.reverse()) await replaceFile(file, after, before);
      if (error instanceof FileChanged) {
        throw new StoreError('conflict', `${error.message} Nothing was changed; try again.`);
      }
      throw error;
    }
  });
}

async function checkRuntime(context: StoreContext, { name, key, spaces }: NewRuntime): Promise<void> {
  checkName('runtime', name);
  if (!isRecipient(key)) {
    throw new StoreError('bad-value', `The key of the runtime ${JSON.stringify(name)} is no age public key (age1…).`);
  }
  const { runtimes, owners } = await context.config();
  const same = runtimes.find((runtime) => runtime.name === name);
  if (same) throw new StoreError('exists', `There is a runtime ${JSON.stringify(name)} already; choose another name.`);
  const owner = owners.find(([, recipient]) => recipient === key)?.[0];
  const own = (await context.ownIdentities()).some(({ recipient }) => recipient === key);
  if (own || owner !== undefined) {
    const whose = owner === undefined ? 'your own' : `that of the Owner ${owner}`;
    throw new StoreError(
      'bad-value',
      `The key is ${whose}. A runtime needs one of its own: it opens what no Owner may.`,
    );
  }
  // Before anything is written: every space must open.
  for (const space of spaces) await openSpace(context, space);
}

/** The file's new bytes; undefined when the key reads it already. */
async function withReader(context: StoreContext, open: OpenSpace, key: string): Promise<Uint8Array | undefined> {
  if (open.document.recipients().includes(key)) return undefined;
  const now = context.now();
  const document = await open.document.withRecipient(key);
  return spaceBytes(document.seal(stamped(document.plain(), open.header, now), now));
}

/** Those who open a space and are no runtimes, with their names. Needs no key. */
export async function ownersOf(context: StoreContext, space: string): Promise<readonly Recipient[]> {
  const catalog = await readFilesCatalog(context.folder, context.root);
  const found = catalog.spaces.find((entry) => entry.space === space);
  if (!found) return [];
  const { tree } = await readDocument(context, found.source);
  const sops = memberOf(tree, 'sops');
  const runtimes = new Set((await context.config()).runtimes.map(({ key }) => key));
  const keys = sops ? ageKeysOf(sops).map(({ recipient }) => recipient) : [];
  return context.named(
    keys.filter((key) => !runtimes.has(key)),
    found.source,
  );
}
