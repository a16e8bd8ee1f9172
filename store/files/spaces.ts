import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { addSpaceName, renameSpace as renameInConfig } from '../../config/edit-config.ts';
import { string, withMember } from '../catalog/json-tree.ts';
import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { type Change, type Guard, type Recipient, StoreError } from '../store.ts';
import { changeSpace, spaceBytes } from './change-space.ts';
import { editConfigFile } from './config-file.ts';
import { creationRuleFor } from './creation-rules.ts';
import { withLock } from './lock.ts';
import { checkName } from './names.ts';
import { noteWritten } from './seen.ts';
import { mayBeFileOf, spaceFileName } from './slug.ts';
import { SopsDocument } from './sops/document.ts';
import { findSpace, readDocument } from './space-access.ts';
import { newSpace } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';
import { FileChanged, removeFile, replaceFile } from './write.ts';

/** Makes a new, empty space (Store.addSpace). */
export async function addSpace(context: StoreContext, space: string): Promise<Change> {
  checkName('space', space);
  const own = await context.ownRecipient();
  const folder = await context.ensureFolder();
  await checkFree(context, space);
  const readers = await readersOfNew(context, space, path.join(folder, spaceFileName(space, await readdir(folder))));
  await context.confirm(readers);
  const recipients = [...new Set([own, ...readers.map(({ key }) => key)])];
  const document = await SopsDocument.create(recipients);
  return withLock(folder, async (held) => {
    await checkFree(context, space);
    const file = path.join(folder, spaceFileName(space, await readdir(folder)));
    const now = context.now();
    const { tree } = document.seal(newSpace(space, own, now), now);
    held.check();
    const bytes = spaceBytes(tree);
    await replaceFile(file, undefined, bytes).catch((error: unknown) => {
      throw error instanceof FileChanged
        ? new StoreError('conflict', `${file} appeared meanwhile. Try again.`, file)
        : error;
    });
    await noteWritten(context, undefined, space, { bytes, document, version: 1, updatedAt: now });
    return { changed: true, version: 1 };
  });
}

/** Two files of one name would break both; a broken file of that name counts too, and one that may be of that name. */
async function checkFree(context: StoreContext, space: string): Promise<void> {
  const catalog = await readFilesCatalog(context.folder, context.root);
  const taken = [...catalog.spaces, ...catalog.broken].find((entry) => entry.space === space);
  if (taken) {
    throw new StoreError(
      'exists',
      `There is a space ${JSON.stringify(space)} already (${taken.source}).`,
      taken.source,
    );
  }
  const doubtful = catalog.broken.find(
    (entry) => entry.space === undefined && mayBeFileOf(space, path.basename(entry.source)),
  );
  if (doubtful) {
    throw new StoreError(
      'broken',
      `${doubtful.source} may be the space ${JSON.stringify(space)}: ${doubtful.problem} Mend or remove that file first.`,
      doubtful.source,
    );
  }
}

/** Those beside the user who read a new space: the creation rule's recipients, and the runtimes that list it. */
async function readersOfNew(context: StoreContext, space: string, file: string): Promise<readonly Recipient[]> {
  const rule = await creationRuleFor(file, context.root);
  const runtimes = (await context.config()).runtimes.filter(({ spaces }) => spaces.includes(space));
  return [
    ...(rule ? await context.named(rule.recipients, rule.file) : []),
    ...runtimes.map(({ name, key }) => ({ key, name, origin: context.configFile })),
  ];
}

/**
 * Gives a space another name, in its file, the bindings and the runtimes (Store.renameSpace). The file keeps its name.
 * The configuration names both while the file changes, so flows are bound to a space that is there at every point; after
 * a crash, doing it again finishes it.
 */
export async function renameSpace(context: StoreContext, space: string, to: string): Promise<Change> {
  checkName('space', to);
  const version = await versionOfRenamed(context, space, to);
  const finish = (): Promise<void> => editConfigFile(context.configFile, (text) => renameInConfig(text, space, to));
  if (version !== undefined) {
    await finish();
    return { changed: true, version };
  }
  let undo = (text: string): string => text;
  const nameBoth = (before: string): string => {
    const both = addSpaceName(before, space, to);
    undo = (text) => (text === both ? before : text);
    return both;
  };
  try {
    return await changeSpace(context, {
      space,
      seals: false,
      touches: () => '',
      edit: ({ document }) => (space === to ? undefined : withMember(document.plain(), 'space', string(to))),
      guard: async () => {
        await checkFree(context, to);
        await editConfigFile(context.configFile, nameBoth);
      },
      after: finish,
    });
  } catch (error) {
    await editConfigFile(context.configFile, (text) => undo(text)).catch(() => undefined);
    throw error;
  }
}

/** The version of a space whose file has the new name already, while the configuration still names both. */
async function versionOfRenamed(context: StoreContext, space: string, to: string): Promise<number | undefined> {
  const { spaces, broken } = await readFilesCatalog(context.folder, context.root);
  if ([...spaces, ...broken].some((entry) => entry.space === space)) return undefined;
  const { bindings = [], runtimes } = await context.config();
  const lists = [...bindings, ...runtimes].map((one) => one.spaces).filter((names) => names.includes(space));
  if (lists.length === 0 || !lists.every((names) => names.includes(to))) return undefined;
  return spaces.find((entry) => entry.space === to)?.version;
}

/** Removes a space with all its secrets (Store.removeSpace). */
export async function removeSpace(context: StoreContext, space: string, guard: Guard): Promise<void> {
  const base = await findSpace(context, space);
  const { bytes } = await readDocument(context, base.source);
  const conflict = new StoreError(
    'conflict',
    `Somebody else changed the space ${JSON.stringify(space)}; nothing was removed. Look at it again and repeat.`,
    base.source,
  );
  await withLock(await context.ensureFolder(), async (held) => {
    const present = await readDocument(context, base.source);
    if (Buffer.compare(bytes, present.bytes) !== 0) throw conflict;
    await guard();
    held.check();
    await removeFile(base.source, bytes).catch((error: unknown) => {
      throw error instanceof FileChanged ? conflict : error;
    });
  });
}
