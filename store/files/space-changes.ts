import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  memberOf,
  compactJson,
  string,
  textOf,
  withMember,
  withoutMember,
} from '../catalog/json-tree.ts';
import { firstEntry, writeEntry } from '../catalog/history.ts';
import { type SpaceHeader } from '../catalog/space-names.ts';

// Pure changes of a space's document in clear: { space, version, created_at, updated_at, keys, secrets }.

const EMPTY: JsonObject = { kind: 'object', members: [] };

/** @param by the public key of who makes it */
export function newSpace(space: string, by: string, now: string): JsonObject {
  return {
    kind: 'object',
    members: [
      ['space', string(space)],
      ['version', { kind: 'number', text: '1' }],
      ['created_at', string(now)],
      ['updated_at', string(now)],
      ['keys', EMPTY],
      ['secrets', EMPTY],
      ['history', { kind: 'array', items: [writeEntry(firstEntry(by, now))] }],
    ],
  };
}

/**
 * The version of the next write: a change that `sops` made since ours is counted too.
 * @param counts how many changes the write is: none when it ends one that was counted when it began
 */
export function nextVersion(header: SpaceHeader, counts: 0 | 1 = 1): number {
  return header.version + counts + (header.changedBySops ? 1 : 0);
}

/** Writes version and times of a change. */
export function stamped(document: JsonObject, header: SpaceHeader, now: string, counts: 0 | 1 = 1): JsonObject {
  const version: JsonNode = { kind: 'number', text: String(nextVersion(header, counts)) };
  const dated = memberOf(document, 'created_at')
    ? document
    : withMember(document, 'created_at', string(header.createdAt === '' ? now : header.createdAt));
  return withMember(withMember(dated, 'version', version), 'updated_at', string(now));
}

export function objectAt(document: JsonObject, name: string): JsonObject {
  const node = memberOf(document, name);
  return node?.kind === 'object' ? node : EMPTY;
}

export function secretOf(document: JsonObject, key: string): JsonNode | undefined {
  return memberOf(memberOf(document, 'secrets'), key);
}

/** Everything that stands under a KEY, as text to compare: its value, times and note. */
export function fingerprintOf(document: JsonObject, key: string): string {
  const parts = [secretOf(document, key), memberOf(memberOf(document, 'keys'), key)];
  return parts.map((node) => (node ? compactJson(node) : '-')).join('\n');
}

/**
 * Adds or replaces a secret.
 * @param note undefined keeps the present one, an empty one removes it
 * @returns undefined when everything is so already
 */
export function withSecret(
  document: JsonObject,
  secret: { readonly key: string; readonly value: JsonNode; readonly note?: string | undefined },
  now: string,
): JsonObject | undefined {
  const { key, value, note } = secret;
  const present = secretOf(document, key);
  const about = objectAt(objectAt(document, 'keys'), key);
  const sameValue = present !== undefined && compactJson(present) === compactJson(value);
  const noted = withNote(about, note);
  if (sameValue && compactJson(noted) === compactJson(about)) return undefined;
  const dated = present ? noted : withMember(noted, 'created_at', string(now));
  return withEntry(document, key, present && !sameValue ? reusing(present, value) : (present ?? value), {
    ...withMember(dated, 'updated_at', string(now)),
  });
}

function withNote(about: JsonObject, note: string | undefined): JsonObject {
  if (note === undefined) return about;
  return note === '' ? withoutMember(about, 'note') : withMember(about, 'note', string(note));
}

function withEntry(document: JsonObject, key: string, value: JsonNode, about: JsonObject): JsonObject {
  const secrets = withMember(objectAt(document, 'secrets'), key, value);
  const keys = withMember(objectAt(document, 'keys'), key, about);
  return withMember(withMember(document, 'keys', keys), 'secrets', secrets);
}

/** The new value with the present nodes wherever they are equal, so that their ciphertext stays (small diffs). */
function reusing(present: JsonNode, value: JsonNode): JsonNode {
  if (present.kind === 'object' && value.kind === 'object') {
    const members = value.members.map(([name, node]) => {
      const before = memberOf(present, name);
      return [name, before ? reusing(before, node) : node] as const;
    });
    return { kind: 'object', members };
  }
  if (present.kind === 'array' && value.kind === 'array') {
    const items = value.items.map((node, index) => {
      const before = present.items[index];
      return before ? reusing(before, node) : node;
    });
    return { kind: 'array', items };
  }
  return compactJson(present) === compactJson(value) ? present : value;
}

export function withoutSecret(document: JsonObject, key: string): JsonObject {
  const without = (name: string): JsonObject => withoutMember(objectAt(document, name), key);
  const secrets = withMember(document, 'secrets', without('secrets'));
  return memberOf(document, 'keys') ? withMember(secrets, 'keys', withoutOrigin(without('keys'), key)) : secrets;
}

/** What was being renamed from a KEY that is gone is a secret of its own. */
function withoutOrigin(keys: JsonObject, key: string): JsonObject {
  const members = keys.members.map(([name, about]): JsonMember => {
    const isCopy = about.kind === 'object' && textOf(memberOf(about, 'renamed_from')) === key;
    return [name, isCopy ? withoutMember(about, 'renamed_from') : about];
  });
  return { kind: 'object', members };
}
