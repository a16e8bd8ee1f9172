import { JsonError, type JsonNode, type JsonObject, parseJson, compactJson, string } from '../catalog/json-tree.ts';
import { SecretValue } from '../secret-value.ts';
import { type Change, type Guard, type SecretInput, StoreError } from '../store.ts';
import { changeSpace } from './change-space.ts';
import { checkNewKey } from './names.ts';
import { sopsNumberOf } from './sops/number.ts';
import { type SopsSettings } from './sops/settings.ts';
import { SopsError } from './sops/sops-error.ts';
import { openSpace, type OpenSpace } from './space-access.ts';
import { fingerprintOf, secretOf, withoutSecret, withSecret } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';

/** Well below what a file may have, as a secret lies some levels deep in it. */
const MAX_SECRET_DEPTH = 100;

/** Adds or replaces a secret (Store.setSecret). */
export async function setSecret(
  context: StoreContext,
  input: SecretInput,
  expect: 'absent' | 'present' | undefined,
  base?: OpenSpace,
): Promise<Change> {
  const { space, key } = input;
  const edit = secretEdit(input, expect);
  return changeSpace(context, { space, seals: true, touches: (document) => fingerprintOf(document, key), edit }, base);
}

/** Makes a document from `open`, or from `document` where other edits came before. */
export type SecretEdit = (open: OpenSpace, now: string, document?: JsonObject) => JsonObject | undefined;

/**
 * Adds or replaces one secret.
 * @returns the edit: it gives undefined when everything is so already
 * @throws StoreError `bad-value`; the edit throws `bad-name`, `absent`, `exists`, `bad-value`
 */
export function secretEdit(input: SecretInput, expect: 'absent' | 'present' | undefined): SecretEdit {
  const { space, key, note } = input;
  const value = nodeOf(input);
  if (note !== undefined && /\p{Surrogate}/u.test(note)) {
    throw new StoreError('bad-value', `The note of ${JSON.stringify(key)} is no valid Unicode text.`);
  }
  return (open, now, document = open.document.plain()) => {
    const present = secretOf(document, key);
    if (!present) checkNewKey(key);
    checkExpectation(space, key, present !== undefined, expect);
    assertEncrypted(open.document.settings, ['secrets', key], value, open.file);
    return withSecret(document, { key, value, note }, now);
  };
}

/** Removes a secret (Store.removeSecret). */
export async function removeSecret(context: StoreContext, space: string, key: string, guard: Guard): Promise<Change> {
  return changeSpace(context, {
    space,
    seals: false,
    guard,
    touches: (document) => fingerprintOf(document, key),
    edit: (open) => {
      checkExpectation(space, key, secretOf(open.document.plain(), key) !== undefined, 'present');
      return withoutSecret(open.document.plain(), key);
    },
  });
}

/** A secret's value (Store.readSecret). */
export async function readSecret(
  context: StoreContext,
  space: string,
  key: string,
): Promise<{ readonly kind: 'text' | 'json'; readonly value: SecretValue }> {
  const open: OpenSpace = await openSpace(context, space);
  const node = secretOf(open.document.plain(), key);
  if (!node) throw absentSecret(space, key);
  if (node.kind === 'string') return { kind: 'text', value: new SecretValue(node.value) };
  return { kind: 'json', value: new SecretValue(compactJson(node)) };
}

export function absentSecret(space: string, key: string): StoreError {
  return new StoreError('absent', `The space ${JSON.stringify(space)} has no secret ${JSON.stringify(key)}.`);
}

function checkExpectation(space: string, key: string, there: boolean, expect: 'absent' | 'present' | undefined): void {
  if (expect === 'present' && !there) throw absentSecret(space, key);
  if (expect === 'absent' && there) {
    throw new StoreError('exists', `The space ${JSON.stringify(space)} has a secret ${JSON.stringify(key)} already.`);
  }
}

/** The value as it is kept. A JSON string is a text secret. */
function nodeOf({ key, kind, value }: SecretInput): JsonNode {
  const text = value.reveal();
  const name = JSON.stringify(key);
  if (/\p{Surrogate}/u.test(text)) throw new StoreError('bad-value', `The value of ${name} is no valid Unicode text.`);
  if (kind === 'text') return string(text);
  try {
    const node = parseJson(text, MAX_SECRET_DEPTH);
    checkLeaves(node);
    return node;
  } catch (error) {
    if (error instanceof JsonError || error instanceof SopsError) {
      const reason = error.message.replace(/\.$/, '');
      throw new StoreError('bad-value', `The value of ${name} can't be kept as JSON: ${reason}.`);
    }
    throw error;
  }
}

/** What `sops` could not read back: numbers beyond its range, and escapes that are half a character. */
function checkLeaves(node: JsonNode): void {
  if (node.kind === 'number') sopsNumberOf(node.text);
  if (node.kind === 'string') checkText(node.value);
  if (node.kind === 'array') node.items.forEach(checkLeaves);
  if (node.kind === 'object') {
    for (const [name, value] of node.members) {
      checkText(name);
      checkLeaves(value);
    }
  }
}

function checkText(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new JsonError('it holds half of a character (a lone surrogate)');
}

/** @throws StoreError `bad-value` when the file's settings would leave a part of the value in clear */
export function assertEncrypted(settings: SopsSettings, path: readonly string[], node: JsonNode, file: string): void {
  if (node.kind === 'object') {
    for (const [name, value] of node.members) assertEncrypted(settings, [...path, name], value, file);
  } else if (node.kind === 'array') {
    for (const item of node.items) assertEncrypted(settings, path, item, file);
  } else if (!settings.encrypts(path)) {
    const message = `${file}: its sops settings would leave ${path.slice(1).join(' › ')} in clear, so nothing was written. Encrypt it again with --encrypted-regex '^secrets$', or choose another name.`;
    throw new StoreError('bad-value', message, file);
  }
}
