import {
  compactJson,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  memberOf,
  string,
  textOf,
  withMember,
  withoutMember,
} from '../catalog/json-tree.ts';
import { type CredentialDetails } from '../store.ts';
import { type PresentCredential } from './credential-changes.ts';

// Pure reading and changing of credentials.json: { version, created_at, updated_at, credentials: { name: … } }.

/** How an armored age file begins. */
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';

const EMPTY: JsonObject = { kind: 'object', members: [] };

export function newCredentials(now: string): JsonObject {
  return {
    kind: 'object',
    members: [
      ['version', { kind: 'number', text: '0' }],
      ['created_at', string(now)],
      ['updated_at', string(now)],
      ['credentials', EMPTY],
    ],
  };
}

export function versionOf(document: JsonNode): number {
  const node = memberOf(document, 'version');
  const version = node?.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isSafeInteger(version) && version >= 0 ? version : 0;
}

function textsOf(node: JsonNode | undefined): readonly (readonly [name: string, value: string])[] {
  if (node?.kind !== 'object') return [];
  return node.members.flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, text] as const];
  });
}

function entryOf(document: JsonNode, name: string): JsonNode | undefined {
  return memberOf(memberOf(document, 'credentials'), name);
}

export function presentCredential(document: JsonNode, name: string): PresentCredential | undefined {
  const entry = entryOf(document, name);
  if (!entry) return undefined;
  return {
    type: textOf(memberOf(entry, 'type')) ?? '',
    fields: textsOf(memberOf(entry, 'fields')),
    sealed: textsOf(memberOf(entry, 'sealed')).map(([field]) => field),
  };
}

/** The armored age file of a sealed field. */
export function sealedText(document: JsonNode, name: string, field: string): string | undefined {
  return textOf(memberOf(memberOf(entryOf(document, name), 'sealed'), field));
}

export function credentialDetails(document: JsonNode, name: string): CredentialDetails | undefined {
  const entry = entryOf(document, name);
  const present = presentCredential(document, name);
  if (entry?.kind !== 'object' || !present) return undefined;
  const sealedTo = memberOf(entry, 'sealed_to');
  return {
    name,
    type: present.type,
    createdAt: textOf(memberOf(entry, 'created_at')) ?? '',
    updatedAt: textOf(memberOf(entry, 'updated_at')) ?? '',
    fields: present.fields,
    sealed: objectAt(entry, 'sealed').members.map(([field]) => {
      const list = memberOf(sealedTo, field);
      const keys = list?.kind === 'array' ? list.items.map(textOf).filter((key) => key !== undefined) : [];
      return { name: field, sealedTo: keys, isSealed: sealedText(document, name, field)?.startsWith(ARMOR) === true };
    }),
  };
}

export interface SealedText {
  readonly field: string;
  readonly armored: string;
}

/** The document with a credential added or replaced. */
export function withCredential(
  document: JsonObject,
  credential: {
    readonly name: string;
    readonly type: string;
    readonly fields: readonly (readonly [name: string, value: string])[];
    readonly sealed: readonly SealedText[];
    readonly sealedTo: readonly string[];
  },
  now: string,
  counts: 0 | 1 = 1,
): JsonObject {
  const { name, type, fields, sealed, sealedTo } = credential;
  const present = entryOf(document, name);
  const old = present?.kind === 'object' ? present : EMPTY;
  const dated = present ? old : withMember(withMember(old, 'type', string(type)), 'created_at', string(now));
  const recipients: JsonNode = { kind: 'array', items: sealedTo.map(string) };
  let seals = objectAt(old, 'sealed');
  let readers = objectAt(old, 'sealed_to');
  for (const { field, armored } of sealed) {
    seals = withMember(seals, field, string(armored));
    readers = withMember(readers, field, recipients);
  }
  const plain: JsonObject = {
    kind: 'object',
    members: fields.map(([field, value]): JsonMember => [field, string(value)]),
  };
  const parts: readonly JsonMember[] = [
    ['updated_at', string(now)],
    ['fields', plain],
    ['sealed', seals],
    ['sealed_to', readers],
  ];
  const entry = parts.reduce((object, [member, value]) => withMember(object, member, value), dated);
  return stamped(withEntry(document, name, entry), now, counts);
}

/** @param counts none when this ends a change that was counted when it began */
export function withoutCredential(document: JsonObject, name: string, now: string, counts: 0 | 1 = 1): JsonObject {
  const credentials = withoutMember(objectAt(document, 'credentials'), name);
  return stamped(withMember(document, 'credentials', credentials), now, counts);
}

function withEntry(document: JsonObject, name: string, entry: JsonNode): JsonObject {
  return withMember(document, 'credentials', withMember(objectAt(document, 'credentials'), name, entry));
}

/** What a rename that has begun leaves until it ends; undefined takes it away. */
export function withMarker(
  document: JsonObject,
  name: string,
  marker: 'renamed_from' | 'renamed_field',
  value: JsonNode | undefined,
): JsonObject {
  const entry = objectAt(objectAt(document, 'credentials'), name);
  return withEntry(document, name, value ? withMember(entry, marker, value) : withoutMember(entry, marker));
}

/** True when such a marker says the same. */
export function hasMarker(
  document: JsonObject,
  name: string,
  marker: 'renamed_from' | 'renamed_field',
  value: JsonNode,
): boolean {
  const present = memberOf(entryOf(document, name), marker);
  return present !== undefined && compactJson(present) === compactJson(value);
}

/** The credential without a sealed field. */
export function withoutSealed(document: JsonObject, name: string, field: string): JsonObject {
  const entry = objectAt(objectAt(document, 'credentials'), name);
  const sealed = withMember(entry, 'sealed', withoutMember(objectAt(entry, 'sealed'), field));
  const both = withMember(sealed, 'sealed_to', withoutMember(objectAt(entry, 'sealed_to'), field));
  return withEntry(document, name, both);
}

function stamped(document: JsonObject, now: string, counts: 0 | 1): JsonObject {
  const version: JsonNode = { kind: 'number', text: String(versionOf(document) + counts) };
  return withMember(withMember(document, 'version', version), 'updated_at', string(now));
}

function objectAt(document: JsonObject, name: string): JsonObject {
  const node = memberOf(document, name);
  return node?.kind === 'object' ? node : EMPTY;
}
