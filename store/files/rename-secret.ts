import { compactJson, type JsonObject } from '../catalog/json-tree.ts';
import { type Change, type Guard, type SecretRename, StoreError } from '../store.ts';
import { changeSpace, confirmReaders } from './change-space.ts';
import { checkName, checkNewKey } from './names.ts';
import { bothValues, isBegun, withCopy, withoutOld } from './rename-changes.ts';
import { absentSecret, assertEncrypted } from './secrets.ts';
import { openSpace, type OpenSpace } from './space-access.ts';
import { fingerprintOf } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';

/** Checks a rename without writing to the space: the user opens it, knows its readers, and the new name is free (Store.checkRename). */
export async function checkRename(context: StoreContext, rename: SecretRename): Promise<void> {
  checkNewName(rename);
  const open = await openSpace(context, rename.space);
  copyIn(open, rename, context.now());
  await confirmReaders(context, open);
}

/** The first step of a rename: the value under both names (Store.copySecret). */
export async function copySecret(context: StoreContext, rename: SecretRename): Promise<Change> {
  checkNewName(rename);
  return changeSpace(context, {
    space: rename.space,
    seals: true,
    touches: (document) => touched(document, rename),
    edit: (open, now) => copyIn(open, rename, now),
  });
}

/** The last step of a rename: the old name goes (Store.endRename). */
export async function endRename(context: StoreContext, rename: SecretRename, guard: Guard): Promise<Change> {
  return changeSpace(context, {
    space: rename.space,
    seals: false,
    ends: true,
    guard,
    touches: (document) => touched(document, rename),
    edit: ({ document }) => {
      const plain = document.plain();
      const values = bothValues(plain, rename);
      if (!values.new) throw absentName(rename, rename.to);
      if (!values.old) return undefined;
      if (!isBegun(plain, rename)) throw taken(rename);
      checkEqual(plain, rename);
      return withoutOld(plain, rename);
    },
  });
}

/** The document with both names; undefined when it has them, or the new one alone, already. */
function copyIn({ document, file }: OpenSpace, rename: SecretRename, now: string): JsonObject | undefined {
  const plain = document.plain();
  const { old, new: present } = bothValues(plain, rename);
  if (!old) {
    if (present) return undefined;
    throw absentName(rename, rename.path.at(-1) ?? rename.key);
  }
  if (present) {
    if (!isBegun(plain, rename)) throw taken(rename);
    checkEqual(plain, rename);
    return undefined;
  }
  const { key, path, to } = rename;
  const place = path.length === 0 ? [to] : [key, ...path.slice(0, -1), to];
  assertEncrypted(document.settings, ['secrets', ...place], old, file);
  return withCopy(plain, rename, now);
}

/** @throws StoreError `bad-name` */
function checkNewName({ path, to }: SecretRename): void {
  if (path.length === 0) checkNewKey(to);
  else checkName('key path', to);
}

function touched(document: JsonObject, { key, to }: SecretRename): string {
  return `${fingerprintOf(document, key)}\n${fingerprintOf(document, to)}`;
}

/** Somebody may have changed one of the two since the copy was made: which one counts, only people know. */
function checkEqual(document: JsonObject, rename: SecretRename): void {
  const { old, new: present } = bothValues(document, rename);
  if (old && present && compactJson(old) === compactJson(present)) return;
  throw new StoreError(
    'conflict',
    `${words(rename)} is being renamed to ${JSON.stringify(rename.to)}, and the two have different values by now. Set one of them to the value that counts, and repeat.`,
  );
}

function taken(rename: SecretRename): StoreError {
  const { space, key, path, to } = rename;
  const name = JSON.stringify(to);
  const message =
    path.length === 0
      ? `The space ${JSON.stringify(space)} has a secret ${name} already.`
      : `The secret ${JSON.stringify(key)} of the space ${JSON.stringify(space)} has a name ${name} in that place already.`;
  return new StoreError('exists', message);
}

function absentName(rename: SecretRename, name: string): StoreError {
  if (rename.path.length === 0) return absentSecret(rename.space, name);
  return new StoreError('absent', `There is no ${words(rename)}.`);
}

/** `secret "DB", name "host" of the space "DEV"` */
function words({ space, key, path }: SecretRename): string {
  const last = path.at(-1);
  const inside = last === undefined ? '' : `, name ${JSON.stringify(last)}`;
  return `secret ${JSON.stringify(key)}${inside} of the space ${JSON.stringify(space)}`;
}
