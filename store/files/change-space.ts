import { type JsonObject, memberOf, serializeJson, textOf } from '../catalog/json-tree.ts';
import { readSpaceFile } from '../catalog/read-catalog.ts';
import { type Change, type Guard, type Recipient, StoreError } from '../store.ts';
import { type HeldLock, withLock } from './lock.ts';
import { readersOf } from './sops/data-key.ts';
import { type SopsDocument } from './sops/document.ts';
import { changesSince } from './conflict.ts';
import { openSpace, type OpenSpace, reopenSpace } from './space-access.ts';
import { seal } from './revision.ts';
import { lookAt } from './news.ts';
import { noteWritten } from './seen.ts';
import { nextVersion } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';
import { FileChanged, putBack, replaceFile } from './write.ts';

/** How often a change is redone because others write faster; `sops` takes no lock. */
const ATTEMPTS = 5;

/** A change of one space. It may be made several times, each time from what then stands in the file. */
export interface SpaceChange {
  readonly space: string;
  /** What the change depends on, as text: when somebody else changed it meanwhile, that is a conflict. */
  readonly touches: (document: JsonObject) => string;
  /** The document after the change; undefined when there is nothing to change. Throws a StoreError to refuse. */
  readonly edit: (open: OpenSpace, now: string) => JsonObject | undefined;
  /** The document with other readers, or under another key; it is asked only when `edit` gives something. */
  readonly rekey?: (open: OpenSpace) => Promise<SopsDocument>;
  /** The reader that the change shuts out: nothing is sealed to them, so nobody confirms them. */
  readonly leaving?: string;
  /** True when a value is sealed: all readers must be confirmed. */
  readonly seals: boolean;
  /** True for the end of a change that was counted when it began (a rename): the version stays. */
  readonly ends?: true;
  /** Called under the lock just before the write. */
  readonly guard?: Guard;
  /** What belongs to the change outside of the file. When it fails, the file gets its old bytes back. */
  readonly after?: () => Promise<void>;
}

/**
 * Makes a change to a space: all or nothing, never over somebody else's change. Changes of other parts of the file that
 * happen meanwhile are kept.
 * @param begun the space as it stood when the change began, if that is some time ago
 * @throws StoreError, and what the guard throws
 */
export async function changeSpace(store: StoreContext, change: SpaceChange, begun?: OpenSpace): Promise<Change> {
  const context = store.snapshot();
  // Read while the space is.
  const confirmed = change.seals ? context.confirmed() : undefined;
  const base = begun ?? (await (change.ends ? openSpace : openForChange)(context, change.space));
  if (confirmed) await context.confirm(await readersIn(context, base, change), confirmed);
  const folder = await context.ensureFolder();
  return withLock(folder, async (held) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const present = await reopenSpace(context, base);
      await checkUntouched(context, change, base, present);
      const done = await write(context, change, present, held);
      if (done) return done;
    }
    throw await conflict(context, change.space, base);
  });
}

/** Opens a space, and warns the user where they should ask before they save anything there. @throws StoreError */
export async function openForChange(context: StoreContext, space: string): Promise<OpenSpace> {
  const open = await openSpace(context, space);
  if (open.isSuspect) {
    const { warning } = await lookAt(context, open);
    if (warning !== undefined) context.warn(warning, space);
  }
  return open;
}

/** Asks the user about readers of a space that they have not confirmed. @throws StoreError `unconfirmed` */
export async function confirmReaders(context: StoreContext, open: OpenSpace): Promise<void> {
  await context.confirm(await readersIn(context, open, {}));
}

/** Everyone who can read the space after the change, for confirmation. */
async function readersIn(
  context: StoreContext,
  open: OpenSpace,
  { leaving }: Pick<SpaceChange, 'leaving'>,
): Promise<readonly Recipient[]> {
  const readers = readersOf(open.document.sops).filter((reader) => reader !== leaving);
  return context.named(readers, open.file);
}

async function checkUntouched(
  context: StoreContext,
  change: SpaceChange,
  base: OpenSpace,
  present: OpenSpace,
): Promise<void> {
  if (Buffer.compare(base.bytes, present.bytes) === 0) return;
  if (change.touches(base.document.plain()) !== change.touches(present.document.plain())) {
    throw await conflict(context, change.space, base, present);
  }
  // Asking again would hold the lock while somebody types.
  if (change.seals && (await context.unconfirmed(await readersIn(context, present, change))).length > 0) {
    throw new StoreError('conflict', `${present.file} got another reader meanwhile; nothing was changed. Try again.`);
  }
}

/** @param present what it became, for what the history tells of it */
async function conflict(
  context: StoreContext,
  space: string,
  base: OpenSpace,
  present?: OpenSpace,
): Promise<StoreError> {
  const told = present ? await changesSince(context, base, present) : '';
  const message = `Somebody else changed the same part of the space ${JSON.stringify(space)}; nothing was changed.${told} Look at it again and repeat.`;
  return new StoreError('conflict', message, base.file);
}

/** One attempt; undefined when the file changed under it. */
async function write(
  context: StoreContext,
  change: SpaceChange,
  present: OpenSpace,
  held: HeldLock,
): Promise<Change | undefined> {
  const now = context.now();
  const edited = change.edit(present, now);
  if (!edited) return { changed: false, version: present.header.version };
  const document = change.rekey ? await change.rekey(present) : present.document;
  const counts = change.ends ? 0 : 1;
  const sealed = await seal(context, present, { edited, document, now, counts });
  await change.guard?.();
  held.check();
  const bytes = spaceBytes(sealed.tree, present.bytes);
  try {
    await replaceFile(present.file, present.bytes, bytes);
  } catch (error) {
    if (error instanceof FileChanged) return undefined;
    throw error;
  }
  try {
    await change.after?.();
  } catch (error) {
    await putBack(present.file, bytes, present.bytes);
    throw error;
  }
  context.files.set(present.file, { ...readSpaceFile(present.file, bytes, sealed.tree), leaves: sealed.leaves() });
  const version = nextVersion(present.header, counts);
  const name = textOf(memberOf(edited, 'space')) ?? present.space;
  await noteWritten(context, present, name, { bytes, document, version, updatedAt: now });
  return { changed: true, version };
}

/** The blanks before the first member of a file, which `stores.json.indent` of `sops` sets. */
const INDENT = /^\{\r?\n([\t ]+)"/;

/**
 * The bytes of a space file, laid out as `sops` does.
 * @param before those that it had, whose indentation it keeps: a diff shows what changed only
 */
export function spaceBytes(tree: JsonObject, before?: Uint8Array): Uint8Array {
  const begin = before && Buffer.from(before.subarray(0, 64)).toString('latin1');
  const indent = INDENT.exec(begin ?? '')?.[1] ?? '\t';
  return Buffer.from(`${serializeJson(tree, indent)}\n`, 'utf8');
}
