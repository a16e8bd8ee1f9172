import {
  type BrokenSpace,
  type Catalog,
  type CredentialEntry,
  type CredentialsCatalog,
  type SecretEntry,
  type Shape,
  type SpaceCatalog,
} from '../language/catalog.ts';

/** JSON secrets are never nested like this; a message that is can't be followed. */
const MAX_DEPTH = 200;

/**
 * A catalog that another process sent.
 * @throws Error when the message is none, saying which part
 */
export function parseCatalog(message: unknown): Catalog {
  const catalog = record(message, 'catalog');
  return {
    complete: catalog['complete'] === true,
    ...optional('problem', catalog['problem']),
    spaces: list(catalog['spaces'], 'spaces').map(parseSpace),
    broken: list(catalog['broken'], 'broken').map(parseBroken),
    credentials: parseCredentials(catalog['credentials']),
  };
}

function parseSpace(value: unknown): SpaceCatalog {
  const space = record(value, 'space');
  return {
    space: text(space['space'], 'space'),
    source: text(space['source'], 'source'),
    version: typeof space['version'] === 'number' ? space['version'] : 1,
    createdAt: text(space['createdAt'], 'createdAt'),
    updatedAt: text(space['updatedAt'], 'updatedAt'),
    changedBySops: space['changedBySops'] === true,
    secrets: list(space['secrets'], 'secrets').map(parseSecret),
  };
}

function parseSecret(value: unknown): SecretEntry {
  const secret = record(value, 'secret');
  return {
    key: text(secret['key'], 'key'),
    shape: parseShape(secret['shape'], 0),
    ...optional('createdAt', secret['createdAt']),
    ...optional('updatedAt', secret['updatedAt']),
    ...optional('note', secret['note']),
  };
}

function parseShape(value: unknown, depth: number): Shape {
  const shape = record(value, 'shape');
  if (depth > MAX_DEPTH) return { kind: 'unknown' };
  switch (shape['kind']) {
    case 'text':
      return { kind: 'text' };
    case 'object':
      return { kind: 'object', members: list(shape['members'], 'members').map((member) => parseMember(member, depth)) };
    case 'array':
      return { kind: 'array', items: list(shape['items'], 'items').map((item) => parseShape(item, depth + 1)) };
    default:
      return { kind: 'unknown' };
  }
}

function parseMember(value: unknown, depth: number): readonly [string, Shape] {
  const [name, shape] = list(value, 'member');
  return [text(name, 'member'), parseShape(shape, depth + 1)];
}

function parseBroken(value: unknown): BrokenSpace {
  const broken = record(value, 'broken');
  return {
    source: text(broken['source'], 'source'),
    problem: text(broken['problem'], 'problem'),
    ...optional('space', broken['space']),
  };
}

function parseCredentials(value: unknown): CredentialsCatalog {
  const credentials = record(value, 'credentials');
  return {
    complete: credentials['complete'] === true,
    ...optional('problem', credentials['problem']),
    ...optional('source', credentials['source']),
    credentials: list(credentials['credentials'], 'credentials').map(parseCredential),
  };
}

function parseCredential(value: unknown): CredentialEntry {
  const credential = record(value, 'credential');
  return {
    name: text(credential['name'], 'name'),
    type: text(credential['type'], 'type'),
    fields: list(credential['fields'], 'fields').map((name) => text(name, 'fields')),
    sealed: list(credential['sealed'], 'sealed').map((name) => text(name, 'sealed')),
    ...optional('createdAt', credential['createdAt']),
    ...optional('updatedAt', credential['updatedAt']),
  };
}

function record(value: unknown, part: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw malformed(part);
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, part: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(part);
  return value;
}

function text(value: unknown, part: string): string {
  if (typeof value !== 'string') throw malformed(part);
  return value;
}

function optional<N extends string>(name: N, value: unknown): Partial<Record<N, string>> {
  return (typeof value === 'string' ? { [name]: value } : {}) as Partial<Record<N, string>>;
}

function malformed(part: string): Error {
  return new Error(`flow-secrets/catalog: “${part}” is not as the protocol says.`);
}
