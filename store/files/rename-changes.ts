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
import { type SecretRename } from '../store.ts';
import { objectAt, secretOf } from './space-changes.ts';

// Pure steps of a rename in a space's document in clear. While both names are there, the new one says where it came
// from: `keys.NEW.renamed_from`, or `keys.KEY.renamed_path` for a name inside a JSON secret. So a rename that was
// interrupted is known as one, and goes on where it stopped.

const FROM = 'renamed_from';
const PATH = 'renamed_path';

/** The value under the old name, and under the new one. */
export function bothValues(
  document: JsonObject,
  { key, path, to }: SecretRename,
): { readonly old: JsonNode | undefined; readonly new: JsonNode | undefined } {
  if (path.length === 0) return { old: secretOf(document, key), new: secretOf(document, to) };
  const secret = secretOf(document, key);
  return { old: nodeAt(secret, path), new: nodeAt(secret, [...path.slice(0, -1), to]) };
}

/** True when the new name is the copy of the old one that this rename began with. */
export function isBegun(document: JsonObject, rename: SecretRename): boolean {
  const about = aboutOf(document, rename);
  if (rename.path.length === 0) return textOf(memberOf(about, FROM)) === rename.key;
  const marker = memberOf(about, PATH);
  return marker !== undefined && compactJson(marker) === compactJson(pathMarker(rename));
}

/** The value under the new name too, beside the old one. */
export function withCopy(document: JsonObject, rename: SecretRename, now: string): JsonObject {
  const { key, path, to } = rename;
  if (path.length > 0) {
    const secrets = changedAt(objectAt(document, 'secrets'), [key, ...path.slice(0, -1)], (object) =>
      copiedBeside(object, path.at(-1) ?? '', to),
    );
    return withAbout(withMember(document, 'secrets', secrets), key, (about) =>
      withMember(withMember(about, 'updated_at', string(now)), PATH, pathMarker(rename)),
    );
  }
  const secrets = copiedBeside(objectAt(document, 'secrets'), key, to);
  const keys = copiedBeside(objectAt(document, 'keys'), key, to);
  return withAbout(withMember(withMember(document, 'keys', keys), 'secrets', secrets), to, (about) =>
    withMember(withMember(about, 'updated_at', string(now)), FROM, string(key)),
  );
}

/** The new name alone, and nothing that tells of the old one. */
export function withoutOld(document: JsonObject, { key, path, to }: SecretRename): JsonObject {
  if (path.length > 0) {
    const secrets = changedAt(objectAt(document, 'secrets'), [key, ...path.slice(0, -1)], (object) =>
      withoutMember(object, path.at(-1) ?? ''),
    );
    return withAbout(withMember(document, 'secrets', secrets), key, (about) => withoutMember(about, PATH));
  }
  const secrets = withoutMember(objectAt(document, 'secrets'), key);
  const keys = withoutMember(objectAt(document, 'keys'), key);
  return withAbout(withMember(withMember(document, 'keys', keys), 'secrets', secrets), to, (about) =>
    withoutMember(about, FROM),
  );
}

/** Where a rename is noted: at the new key, or at the secret whose path it changes. */
function aboutOf(document: JsonObject, { key, path, to }: SecretRename): JsonObject {
  return objectAt(objectAt(document, 'keys'), path.length === 0 ? to : key);
}

function pathMarker({ path, to }: SecretRename): JsonObject {
  return {
    kind: 'object',
    members: [
      ['from', { kind: 'array', items: path.map(string) }],
      ['to', string(to)],
    ],
  };
}

function withAbout(document: JsonObject, key: string, change: (about: JsonObject) => JsonObject): JsonObject {
  const keys = objectAt(document, 'keys');
  return withMember(document, 'keys', withMember(keys, key, change(objectAt(keys, key))));
}

/** The object with the member's value under another name too, right behind it. */
function copiedBeside(object: JsonObject, name: string, to: string): JsonObject {
  const members = object.members.flatMap((member): JsonMember[] =>
    member[0] === name ? [member, [to, member[1]]] : [member],
  );
  return { kind: 'object', members };
}

function nodeAt(node: JsonNode | undefined, path: readonly string[]): JsonNode | undefined {
  return path.reduce(childOf, node);
}

function childOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'array' ? node.items.find((_item, index) => String(index) === name) : memberOf(node, name);
}

/** The tree with the object at the path changed; unchanged where there is none. */
function changedAt(root: JsonObject, path: readonly string[], change: (object: JsonObject) => JsonObject): JsonObject {
  const walk = (node: JsonNode, [name, ...rest]: readonly string[]): JsonNode => {
    if (name === undefined) return node.kind === 'object' ? change(node) : node;
    if (node.kind === 'array') {
      return { kind: 'array', items: node.items.map((item, at) => (String(at) === name ? walk(item, rest) : item)) };
    }
    const child = memberOf(node, name);
    return node.kind === 'object' && child ? withMember(node, name, walk(child, rest)) : node;
  };
  const changed = walk(root, path);
  return changed.kind === 'object' ? changed : root;
}
