import { type JsonObject, string } from '../catalog/json-tree.ts';
import { credentialTypeOf } from '../credential-types/registry.ts';
import { type CredentialType } from '../credential-types/types.ts';
import { type Change, type CredentialRename, type Guard, type SealedValues, StoreError } from '../store.ts';
import { checkJson, type PresentCredential } from './credential-changes.ts';
import {
  hasMarker,
  presentCredential,
  versionOf,
  withCredential,
  withMarker,
  withoutCredential,
  withoutSealed,
} from './credentials-document.ts';
import { changeCredentials, type OpenCredentials, openCredentials, runtimeKeys, sealAll } from './credentials.ts';
import { destinationOf } from './destination.ts';
import { checkName } from './names.ts';
import { type StoreContext } from './store-context.ts';

// A sealed field is bound to its credential's name, its own name and the destination, and nobody here can open it: so what
// a rename changes of these asks for the values again. Both names are there until nothing uses the old one.

/** A rename and what it finds. */
interface Found {
  readonly rename: CredentialRename;
  readonly base: OpenCredentials;
  readonly old: PresentCredential;
  readonly type: CredentialType;
  /** True when both names are there already, from an earlier try. */
  readonly begun: boolean;
}

/** Which sealed fields have to be entered again (Store.credentialRenameNeeds). */
export async function credentialRenameNeeds(
  context: StoreContext,
  rename: CredentialRename,
): Promise<readonly string[]> {
  const found = await find(context, rename);
  const { old, begun } = found;
  const needs = isPlain(found) ? old.sealed : begun ? [] : sealedAgain(found);
  // Asked before values are typed, not after.
  if (needs.length > 0) await runtimeKeys(context, rename.name);
  return needs;
}

/** The first step of a rename: both names are there (Store.copyCredential). */
export async function copyCredential(
  context: StoreContext,
  rename: CredentialRename,
  sealed: SealedValues,
): Promise<Change> {
  const found = await find(context, rename);
  const { base, begun } = found;
  if (begun) return { changed: false, version: versionOf(base.document) };
  const { name, field, to } = rename;
  const values = sealedAgain(found).map((one) => [one, valueOf(found, one, sealed)] as const);
  if (field === undefined) {
    const write = await writing(context, found, to, found.old.fields, values, 1);
    const edit = (document: JsonObject, now: string): JsonObject =>
      withMarker(write(document, now), to, 'renamed_from', string(name));
    return changeCredentials(context, base, name, edit, undefined, to);
  }
  const seal = values.map(([one, value]) => [one === field ? to : one, value] as const);
  const write = await writing(context, found, name, withField(found.old.fields, field, to), seal, 1);
  const edit = (document: JsonObject, now: string): JsonObject =>
    withMarker(write(document, now), name, 'renamed_field', fieldMarker(field, to));
  return changeCredentials(context, base, name, edit);
}

/** The last step of a rename: the old name goes (Store.endCredentialRename). */
export async function endCredentialRename(
  context: StoreContext,
  rename: CredentialRename,
  sealed: SealedValues,
  guard: Guard,
): Promise<Change> {
  const found = await find(context, rename);
  const { base, begun, old } = found;
  const { name, field, to } = rename;
  if (!begun) throw new StoreError('conflict', `${quote(name)} changed meanwhile. Repeat the rename.`, base.file);
  if (field === undefined) {
    const edit = (document: JsonObject, now: string): JsonObject =>
      withMarker(withoutCredential(document, name, now, 0), to, 'renamed_from', undefined);
    return changeCredentials(context, base, name, edit, guard, to);
  }
  const plain = isPlain(found);
  const values = plain ? old.sealed.map((one) => [one, valueOf(found, one, sealed)] as const) : [];
  const fields = old.fields.filter(([one]) => one !== field);
  const write = await writing(context, found, name, fields, values, 0);
  const edit = (document: JsonObject, now: string): JsonObject => {
    const written = withMarker(write(document, now), name, 'renamed_field', undefined);
    return plain ? written : withoutSealed(written, name, field);
  };
  return changeCredentials(context, base, name, edit, guard);
}

/** @throws StoreError `absent`, `exists`, `bad-name`, `bad-value` */
async function find(context: StoreContext, rename: CredentialRename): Promise<Found> {
  const { name, field, to } = rename;
  checkName(field === undefined ? 'credential' : 'field', to);
  const base = await openCredentials(context);
  const old = presentCredential(base.document, name);
  if (!old) throw new StoreError('absent', `There is no credential ${quote(name)}.`);
  const type = credentialTypeOf(old.type);
  if (!type)
    throw new StoreError('bad-value', `${quote(name)} has the type ${quote(old.type)}, which is not known here.`);
  const found = { rename, base, old, type };
  if (field === undefined) {
    const begun = hasMarker(base.document, to, 'renamed_from', string(name));
    if (!begun && presentCredential(base.document, to)) {
      throw new StoreError('exists', `There is a credential ${quote(to)} already.`);
    }
    return { ...found, begun };
  }
  return { ...found, begun: isFieldBegun(found, field, to) };
}

function isFieldBegun({ base, old, rename, type }: Omit<Found, 'begun'>, field: string, to: string): boolean {
  const names = new Set([...old.fields.map(([one]) => one), ...old.sealed]);
  const credential = quote(rename.name);
  if (!type.open)
    throw new StoreError('bad-value', `The fields of ${credential} belong to its type: they keep their names.`);
  if (!names.has(field)) throw new StoreError('absent', `The credential ${credential} has no field ${quote(field)}.`);
  const begun = hasMarker(base.document, rename.name, 'renamed_field', fieldMarker(field, to));
  if (!begun && names.has(to)) {
    throw new StoreError('exists', `The credential ${credential} has a field ${quote(to)} already.`);
  }
  return begun;
}

/** True when a plain field is renamed: every plain field of a custom credential is part of the destination. */
function isPlain({ rename: { field }, old }: Found): boolean {
  return field !== undefined && old.fields.some(([one]) => one === field);
}

/** The sealed fields that the first step seals: all that are bound to what changes. */
function sealedAgain(found: Found): readonly string[] {
  const { rename, old } = found;
  return rename.field === undefined || isPlain(found) ? old.sealed : [rename.field];
}

function valueOf({ rename, type }: Found, field: string, sealed: SealedValues): SealedValues[number][1] {
  const value = sealed.find(([one]) => one === field)?.[1];
  if (value && value.reveal() !== '') {
    checkJson(type, field, value);
    return value;
  }
  const message = `${quote(rename.name)} is sealed for its name and destination, so enter its secret fields again: ${field}.`;
  throw new StoreError('bad-value', message);
}

function withField(fields: PresentCredential['fields'], field: string, to: string): PresentCredential['fields'] {
  return fields.flatMap(([one, value]) =>
    one === field ? [[one, value] as const, [to, value] as const] : [[one, value]],
  );
}

/** Seals the values, then gives the edit that writes the credential. No lock is held meanwhile. */
async function writing(
  context: StoreContext,
  { old, type, rename }: Found,
  name: string,
  fields: PresentCredential['fields'],
  seal: SealedValues,
  counts: 0 | 1,
): Promise<(document: JsonObject, now: string) => JsonObject> {
  const sealedTo = seal.length === 0 ? [] : await runtimeKeys(context, rename.name);
  const sealed = await sealAll(name, { seal, destination: destinationOf(type, fields) }, sealedTo);
  const credential = { name, type: old.type, fields, sealed, sealedTo };
  return (document, now) => withCredential(document, credential, now, counts);
}

function fieldMarker(from: string, to: string): JsonObject {
  return {
    kind: 'object',
    members: [
      ['from', string(from)],
      ['to', string(to)],
    ],
  };
}

function quote(name: string): string {
  return JSON.stringify(name);
}
