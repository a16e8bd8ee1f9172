import { addRuntime as addToConfig, removeRuntime as removeFromConfig } from '../../config/edit-config.ts';
import { isRecipient, recipientFault } from '../identity/identity.ts';
import { StoreError } from '../store.ts';
import { forgetReader, spacesThatName } from './clear-part.ts';
import { spaceBytes } from './change-space.ts';
import { editConfigFile } from './config-file.ts';
import { withLock } from './lock.ts';
import { checkName } from './names.ts';
import { withoutReader } from './readers.ts';
import { seal } from './revision.ts';
import { noteWritten, type SpaceState } from './seen.ts';
import { readersOf } from './sops/data-key.ts';
import { type SopsDocument } from './sops/document.ts';
import { openSpace, type OpenSpace } from './space-access.ts';
import { nextVersion } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';
import { FileChanged, putBack, replaceFile } from './write.ts';

/** A runtime to add: the key is given by the user in this very command, which confirms it. */
export interface NewRuntime {
  readonly name: string;
  /** `age1…` */
  readonly key: string;
  /** Names of spaces that it opens; all must be there. */
  readonly spaces: readonly string[];
}

/**
 * Registers a runtime: it becomes a reader of its spaces and is written to flow-secrets.json. All or nothing; after a
 * crash, doing it again finishes it.
 * @throws StoreError; `not-owner` when the user does not open one of the spaces
 */
export async function addRuntime(context: StoreContext, runtime: NewRuntime): Promise<void> {
  await checkRuntime(context, runtime);
  await context.remember([runtime.key]);
  const reads = ({ document }: OpenSpace): boolean => document.recipients().includes(runtime.key);
  await changeReaders(context, {
    spaces: runtime.spaces,
    rekey: async (open) => (reads(open) ? undefined : open.document.withRecipient(runtime.key)),
    edit: (text) => addToConfig(text, runtime),
  });
}

/**
 * Takes a runtime out of every space that it reads, each under a new data key, and out of flow-secrets.json. What it could
 * open before stays open to it in past versions, and sealed credentials stay so until they are entered again. Where another
 * runtime has the same key, the spaces of that one stay open to it.
 * @returns the spaces that changed
 * @throws StoreError `absent`; `not-owner` when the user does not open one of them
 */
export async function removeRuntime(context: StoreContext, name: string): Promise<readonly string[]> {
  const { runtimes } = await context.config();
  const runtime = runtimes.find((one) => one.name === name);
  if (!runtime) throw new StoreError('absent', `There is no runtime ${JSON.stringify(name)}.`, context.configFile);
  const sharers = runtimes.filter((one) => one.name !== name && one.key === runtime.key);
  const stays = new Set(sharers.flatMap((one) => one.spaces));
  const spaces = (await spacesReadBy(context, runtime.key)).filter((space) => !stays.has(space));
  for (const space of spaces) {
    const { document, file } = await openSpace(context, space);
    const staying = readersOf(document.sops).filter((reader) => reader !== runtime.key);
    await context.confirm(await context.named(staying, file));
  }
  await changeReaders(context, {
    spaces,
    rekey: async (open) =>
      open.document.recipients().includes(runtime.key) ? withoutReader(open, runtime.key) : undefined,
    ...(sharers.length === 0 && { after: () => forgetReader(context, runtime.key) }),
    edit: (text) => removeFromConfig(text, name),
  });
  return spaces;
}

/** The spaces that list the key among their readers. A broken space file may be one: then nothing is done. */
async function spacesReadBy(context: StoreContext, key: string): Promise<readonly string[]> {
  const { names, broken } = await spacesThatName(context, key);
  const [first] = broken;
  if (first) {
    const message = `${first.source} can't be read: ${first.problem} The runtime may read it too; mend it first.`;
    throw new StoreError('broken', message, first.source);
  }
  return names;
}

interface ReaderChange {
  readonly spaces: readonly string[];
  /** The space's document with other readers; undefined when it has them already. */
  readonly rekey: (open: OpenSpace) => Promise<SopsDocument | undefined>;
  /** What belongs to the change of the spaces, when they are written. */
  readonly after?: () => Promise<void>;
  /** A pure edit of flow-secrets.json, made last. */
  readonly edit: (text: string) => string;
}

/** Changes the readers of several spaces and the configuration: all, or the files get their old bytes back. */
async function changeReaders(context: StoreContext, { spaces, rekey, after, edit }: ReaderChange): Promise<void> {
  await withLock(await context.ensureFolder(), async (held) => {
    const written: { readonly open: OpenSpace; readonly state: SpaceState }[] = [];
    try {
      for (const space of spaces) {
        const open = await openSpace(context, space);
        const document = await rekey(open);
        if (!document) continue;
        const now = context.now();
        const { tree } = await seal(context, open, { edited: document.plain(), document, now });
        const bytes = spaceBytes(tree, open.bytes);
        held.check();
        await replaceFile(open.file, open.bytes, bytes);
        const version = nextVersion(open.header);
        written.push({ open, state: { bytes, document, version, updatedAt: now } });
      }
      await after?.();
      await editConfigFile(context.configFile, edit);
      for (const { open, state } of written) await noteWritten(context, open, open.space, state);
    } catch (error) {
      const faults: unknown[] = [];
      for (const { open, state } of written.reverse())
        await putBack(open.file, state.bytes, open.bytes).catch((fault: unknown) => faults.push(fault));
      if (faults.length > 0) throw faults[0];
      if (error instanceof FileChanged) {
        throw new StoreError('conflict', `${error.message} Nothing was changed; try again.`);
      }
      throw error;
    }
  });
}

async function checkRuntime(context: StoreContext, { name, key, spaces }: NewRuntime): Promise<void> {
  checkName('runtime', name);
  if (!isRecipient(key)) throw new StoreError('bad-value', recipientFault(key));
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
