import { type SecretEntry, type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { type JsonNode, type JsonObject, memberOf, textOf, withMember } from './json-tree.ts';

/** Why a document is no space; the message tells people what to do. */
export class SpaceProblem extends Error {
  /** The name, where it could still be read. */
  readonly space: string | undefined;
  constructor(message: string, space?: string) {
    super(message);
    this.name = 'SpaceProblem';
    this.space = space;
  }
}

/** What a space file says in clear beside its names. */
export interface SpaceHeader {
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly changedBySops: boolean;
}

/** True for a value that `sops` encrypted: it is never shown as a name, a time or a note. */
export function isEncrypted(text: string): boolean {
  return text.startsWith('ENC[');
}

/**
 * The names and shapes in a space file; needs no key.
 * @param source absolute path of the file
 * @throws SpaceProblem when it can't be trusted to tell its names
 */
export function readSpaceNames(document: JsonNode, source: string): SpaceCatalog {
  const space = spaceNameOf(document);
  const secrets = memberOf(document, 'secrets');
  if (memberOf(document, 'sops')?.kind !== 'object') {
    throw new SpaceProblem(secrets && hasEncrypted(secrets) ? CUT_OFF : NOT_ENCRYPTED, space);
  }
  if (secrets?.kind !== 'object') {
    throw new SpaceProblem('It has no "secrets" object. Add `"secrets": {}` with `sops edit`.', space);
  }
  const keys = memberOf(document, 'keys');
  return {
    space,
    source,
    ...readHeader(document),
    secrets: secrets.members.map(([key, value]) => entryOf(key, value, memberOf(keys, key))),
  };
}

const NOT_ENCRYPTED =
  'It is not encrypted: there is no "sops" part. If it holds values, treat them as known; encrypt it with `sops encrypt --age PUBLIC_KEY --encrypted-regex \'^secrets$\' -i FILE`.';

/** To encrypt it again would encrypt what is encrypted, and the key is gone. */
const CUT_OFF =
  'Its "sops" part is gone, without which its values can\'t be decrypted. Restore it from version control.';

function hasEncrypted(node: JsonNode): boolean {
  if (node.kind === 'object') return node.members.some(([, value]) => hasEncrypted(value));
  if (node.kind === 'array') return node.items.some(hasEncrypted);
  return isEncrypted(textOf(node) ?? '');
}

function spaceNameOf(document: JsonNode): string {
  const node = memberOf(document, 'space');
  const space = textOf(node);
  if (space !== undefined && isEncrypted(space)) {
    throw new SpaceProblem(
      "The name of the space is encrypted. Decrypt the file, then encrypt it again with `sops encrypt --age PUBLIC_KEY --encrypted-regex '^secrets$' -i FILE`.",
    );
  }
  if (space === undefined || space.trim() === '') {
    throw new SpaceProblem('It does not say which space it is. Add `"space": "its name"` with `sops edit`.');
  }
  return space;
}

/** Version and times. A file made by hand counts from 1 and has the times of `sops`. */
export function readHeader(document: JsonNode): SpaceHeader {
  const lastModified = clearText(memberOf(memberOf(document, 'sops'), 'lastmodified')) ?? '';
  const updatedAt = clearText(memberOf(document, 'updated_at'));
  return {
    version: countOf(memberOf(document, 'version')),
    createdAt: clearText(memberOf(document, 'created_at')) ?? lastModified,
    updatedAt: lastModified === '' ? (updatedAt ?? '') : lastModified,
    changedBySops: updatedAt !== undefined && updatedAt !== lastModified,
  };
}

/**
 * As `readHeader`, of a file that was opened: its settings may encrypt more than `secrets`, and then nothing else tells
 * the version.
 * @param plain what stands in the document, decrypted
 */
export function readOpenedHeader(document: JsonNode, plain: JsonObject): SpaceHeader {
  const sops = memberOf(document, 'sops');
  return readHeader(sops ? withMember(plain, 'sops', sops) : plain);
}

function countOf(node: JsonNode | undefined): number {
  const count = node?.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}

/** Text that stands in clear; undefined for anything else. */
export function clearText(node: JsonNode | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined || isEncrypted(text) ? undefined : text;
}

function entryOf(key: string, value: JsonNode, about: JsonNode | undefined): SecretEntry {
  const createdAt = clearText(memberOf(about, 'created_at'));
  const updatedAt = clearText(memberOf(about, 'updated_at'));
  const note = clearText(memberOf(about, 'note'));
  const renamedFrom = clearText(memberOf(about, 'renamed_from'));
  const renamedPath = renamedPathOf(memberOf(about, 'renamed_path'));
  return {
    key,
    shape: shapeOf(value),
    kind: kindOf(value),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(note !== undefined && { note }),
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...(renamedPath && { renamedPath }),
  };
}

/** What a rename that has begun leaves until it ends (store/files/rename-changes.ts). */
function renamedPathOf(node: JsonNode | undefined): SecretEntry['renamedPath'] {
  const from = memberOf(node, 'from');
  const to = textOf(memberOf(node, 'to'));
  if (from?.kind !== 'array' || to === undefined) return undefined;
  return { from: from.items.map(textOf).filter((name) => name !== undefined), to };
}

/** Encrypted texts say `type:str`; whatever else a leaf is, it came from JSON. */
function kindOf(node: JsonNode): 'text' | 'json' {
  if (node.kind !== 'string') return 'json';
  return isEncrypted(node.value) && !node.value.endsWith('type:str]') ? 'json' : 'text';
}

function shapeOf(node: JsonNode): Shape {
  switch (node.kind) {
    case 'object':
      return { kind: 'object', members: node.members.map(([name, value]) => [name, shapeOf(value)]) };
    case 'array':
      return { kind: 'array', items: node.items.map(shapeOf) };
    case 'null':
      return { kind: 'unknown' };
    case 'string':
    case 'number':
    case 'boolean':
      return { kind: 'text' };
  }
}
