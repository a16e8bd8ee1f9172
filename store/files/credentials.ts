import path from 'node:path';
import { CREDENTIALS_FILE, readCredentialNames } from '../catalog/credential-names.ts';
import {
  compactJson,
  JsonError,
  type JsonObject,
  memberOf,
  parseJsonBytes,
  serializeJson,
} from '../catalog/json-tree.ts';
import { readStoreFile } from '../catalog/store-folder.ts';
import { type Change, type CredentialDetails, type CredentialInput, type Guard, StoreError } from '../store.ts';
import { planCredential, type PlannedCredential } from './credential-changes.ts';
import {
  credentialDetails,
  newCredentials,
  presentCredential,
  type SealedText,
  versionOf,
  withCredential,
  withoutCredential,
} from './credentials-document.ts';
import { type HeldLock, withLock } from './lock.ts';
import { checkName } from './names.ts';
import { sealField } from './sealed-field.ts';
import { type StoreContext } from './store-context.ts';
import { FileChanged, replaceFile } from './write.ts';

const ATTEMPTS = 5;

/** credentials.json as read; without one, an empty document and no bytes. */
export interface OpenCredentials {
  readonly file: string;
  readonly bytes: Uint8Array | undefined;
  readonly document: JsonObject;
}

export async function openCredentials(context: StoreContext): Promise<OpenCredentials> {
  const file = path.join(context.folder, CREDENTIALS_FILE);
  const broken = (why: string): StoreError =>
    new StoreError('broken', `${file} can't be read: ${why}. Restore it from version control.`, file);
  const read = await readStoreFile(file, context.root);
  if (read.kind === 'absent') return { file, bytes: undefined, document: newCredentials(context.now()) };
  if (read.kind === 'problem') throw new StoreError('broken', `${file}: ${read.problem}`, file);
  try {
    const document = parseJsonBytes(read.bytes);
    const names = readCredentialNames(document);
    if ('problem' in names) throw broken(names.problem);
    if (document.kind === 'object') return { file, bytes: read.bytes, document };
  } catch (error) {
    throw error instanceof JsonError ? broken(error.message) : error;
  }
  throw broken('it is no JSON object');
}

/** Plain fields in clear, sealed ones by name (Store.credential). */
export async function readCredential(context: StoreContext, name: string): Promise<CredentialDetails | undefined> {
  return credentialDetails((await openCredentials(context)).document, name);
}

/** Adds or edits a credential (Store.setCredential). */
export async function setCredential(
  context: StoreContext,
  input: CredentialInput,
  expect: 'absent' | 'present' | undefined,
): Promise<Change> {
  const { name, type } = input;
  const base = await openCredentials(context);
  const present = presentCredential(base.document, name);
  if (!present) checkName('credential', name);
  checkExpectation(name, present !== undefined, expect);
  const plan = planCredential(input, present);
  if (present && plan.seal.length === 0 && sameFields(present.fields, plan.fields)) {
    return { changed: false, version: versionOf(base.document) };
  }
  const sealedTo = plan.seal.length === 0 ? [] : await runtimeKeys(context, name);
  const sealed = await sealAll(name, plan, sealedTo);
  const credential = { name, type, fields: plan.fields, sealed, sealedTo };
  return changeCredentials(context, base, name, (document, now) => withCredential(document, credential, now));
}

/** Removes a credential (Store.removeCredential). */
export async function removeCredential(context: StoreContext, name: string, guard: Guard): Promise<Change> {
  const base = await openCredentials(context);
  checkExpectation(name, presentCredential(base.document, name) !== undefined, 'present');
  return changeCredentials(context, base, name, (document, now) => withoutCredential(document, name, now), guard);
}

function checkExpectation(name: string, there: boolean, expect: 'absent' | 'present' | undefined): void {
  if (expect === 'present' && !there) throw new StoreError('absent', `There is no credential ${JSON.stringify(name)}.`);
  if (expect === 'absent' && there) {
    throw new StoreError('exists', `There is a credential ${JSON.stringify(name)} already.`);
  }
}

function sameFields(
  a: readonly (readonly [name: string, value: string])[],
  b: readonly (readonly [name: string, value: string])[],
): boolean {
  const present = new Map(a);
  return a.length === b.length && b.every(([name, value]) => present.get(name) === value);
}

/**
 * The keys that sealed fields are sealed to: the runtimes', never an Owner's. The user confirms new ones.
 * @throws StoreError `no-runtime`, `bad-value`, `unconfirmed`
 */
export async function runtimeKeys(context: StoreContext, name: string): Promise<readonly string[]> {
  const { runtimes, owners } = await context.config();
  if (runtimes.length === 0) {
    throw new StoreError(
      'no-runtime',
      `${JSON.stringify(name)} has fields that only a runtime can open, and there is no runtime yet. Add one first.`,
    );
  }
  const ownerKeys = new Map(owners.map(([owner, key]) => [key, owner]));
  const shared = runtimes.find(({ key }) => ownerKeys.has(key));
  if (shared) {
    const owner = ownerKeys.get(shared.key) ?? '';
    throw new StoreError(
      'bad-value',
      `The runtime ${shared.name} has the key of the Owner ${owner}. Give it one of its own.`,
    );
  }
  await context.confirm(
    runtimes.map((runtime) => ({ key: runtime.key, name: runtime.name, origin: context.configFile })),
  );
  return [...new Set(runtimes.map(({ key }) => key))];
}

export function sealAll(
  credential: string,
  { seal, destination }: Pick<PlannedCredential, 'seal' | 'destination'>,
  recipients: readonly string[],
): Promise<readonly SealedText[]> {
  return Promise.all(
    seal.map(async ([field, value]) => ({
      field,
      armored: await sealField({ credential, field, destination }, value, recipients),
    })),
  );
}

/**
 * Writes a change of one credential, or of one and its copy; changes of others that happen meanwhile are kept.
 */
export async function changeCredentials(
  context: StoreContext,
  base: OpenCredentials,
  name: string,
  edit: (document: JsonObject, now: string) => JsonObject,
  guard?: Guard,
  copy = name,
): Promise<Change> {
  const fingerprint = (document: JsonObject): string =>
    [name, copy].map((one) => fingerprintOf(document, one)).join('\n');
  const conflict = new StoreError(
    'conflict',
    `Somebody else changed the credential ${JSON.stringify(name)}; nothing was changed. Look at it again and repeat.`,
    base.file,
  );
  const before = fingerprint(base.document);
  return withLock(await context.ensureFolder(), async (held) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const present = await openCredentials(context);
      if (fingerprint(present.document) !== before) throw conflict;
      await guard?.();
      const edited = edit(present.document, context.now());
      if (await write(present, edited, held)) return { changed: true, version: versionOf(edited) };
    }
    throw conflict;
  });
}

function fingerprintOf(document: JsonObject, name: string): string {
  const entry = memberOf(memberOf(document, 'credentials'), name);
  return entry ? compactJson(entry) : '';
}

/** False when somebody changed the file meanwhile. */
async function write(present: OpenCredentials, edited: JsonObject, held: HeldLock): Promise<boolean> {
  held.check();
  try {
    await replaceFile(present.file, present.bytes, Buffer.from(`${serializeJson(edited, '  ')}\n`, 'utf8'));
    return true;
  } catch (error) {
    if (error instanceof FileChanged) return false;
    throw error;
  }
}
