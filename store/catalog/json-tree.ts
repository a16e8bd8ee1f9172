import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { isDeeperThan, placeOf } from '../../config/json-text.ts';
import { treeOfJson } from '../../language/references/parse-json.ts';

/**
 * JSON as it is written: members in their order, numbers as text, any name. JavaScript's own objects reorder names that
 * look like integers, swallow duplicates and treat `__proto__` specially; numbers lose digits above 2^53.
 */
export type JsonNode =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | JsonObject;

export interface JsonObject {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export type JsonMember = readonly [name: string, value: JsonNode];

/** A text that is no JSON, or more than we read. The message holds no part of the text. */
export class JsonError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonError';
  }
}

/** Bytes of the biggest file that is read or written. */
export const MAX_BYTES = 20_000_000;
/** Levels of nesting; the parser recurses, and no real secret is near it. */
const MAX_DEPTH = 200;

/**
 * Reads strict JSON in UTF-8.
 * @throws JsonError for anything else, a duplicate name, too many bytes or levels
 */
export function parseJsonBytes(bytes: Uint8Array): JsonNode {
  if (bytes.length > MAX_BYTES) throw new JsonError(`it is bigger than ${MAX_BYTES / 1_000_000} MB`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new JsonError('it is not UTF-8 text');
  }
  return parseJson(text);
}

/** As `parseJsonBytes`; undefined for anything else. */
export function treeOfBytes(bytes: Uint8Array): JsonNode | undefined {
  try {
    return parseJsonBytes(bytes);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

/** As `parseJsonBytes`, for text. */
export function parseJson(text: string, maxDepth = MAX_DEPTH): JsonNode {
  if (text.trim() === '') throw new JsonError('it is empty');
  if (isDeeperThan(text, maxDepth)) throw new JsonError(`it is nested deeper than ${maxDepth} levels`);
  const errors: ParseError[] = [];
  // The parser that says where a text is wrong is asked about those that are.
  const root = treeOfJson(text) ?? parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first || !root) throw new JsonError(`it is not valid JSON (${placeOf(text, first?.offset ?? 0)})`);
  return toNode(root, text);
}

function toNode(node: Node, text: string): JsonNode {
  switch (node.type) {
    case 'string':
      return { kind: 'string', value: String(node.value) };
    case 'number':
      return { kind: 'number', text: text.slice(node.offset, node.offset + node.length) };
    case 'boolean':
      return { kind: 'boolean', value: node.value === true };
    case 'null':
      return { kind: 'null' };
    case 'array':
      return { kind: 'array', items: (node.children ?? []).map((item) => toNode(item, text)) };
    case 'object':
      return { kind: 'object', members: toMembers(node, text) };
    case 'property':
      throw new JsonError('it is not valid JSON');
  }
}

function toMembers(node: Node, text: string): JsonMember[] {
  const seen = new Set<string>();
  return (node.children ?? []).map((property) => {
    const [name, value] = property.children ?? [];
    if (!name || !value) throw new JsonError('it is not valid JSON');
    const key = String(name.value);
    if (seen.has(key)) {
      throw new JsonError(`it has the name ${JSON.stringify(key)} twice (${placeOf(text, name.offset)})`);
    }
    seen.add(key);
    return [key, toNode(value, text)];
  });
}

/**
 * Writes JSON as `sops` does: a member a line, `<`, `>`, `&` and the line separators escaped; so a file that either of
 * the two rewrites differs in what changed only.
 * @param indent of one level
 */
export function serializeJson(node: JsonNode, indent: string): string {
  const parts: string[] = [];
  write(node, { indent, colon: ': ', quote: quoteLikeGo, parts, keptAt: `\n${indent.repeat(LEVEL_OF_PARTS)}` }, '\n');
  return parts.join('');
}

/** JSON in a single line. */
export function compactJson(node: JsonNode): string {
  const parts: string[] = [];
  write(node, { indent: '', colon: ':', quote: JSON.stringify, parts }, '');
  return parts.join('');
}

/** How deep the parts lie that most changes leave as they are: entries of the history, and what is told of each KEY. */
export const LEVEL_OF_PARTS = 2;

interface Layout {
  readonly indent: string;
  readonly colon: string;
  readonly quote: (text: string) => string;
  /** What is written. */
  readonly parts: string[];
  /** The line break of objects whose text is kept. */
  readonly keptAt?: string;
}

function write(node: JsonNode, layout: Layout, lineBreak: string): void {
  const { parts, quote } = layout;
  switch (node.kind) {
    case 'string':
      parts.push(quote(node.value));
      return;
    case 'number':
      parts.push(node.text);
      return;
    case 'boolean':
      parts.push(String(node.value));
      return;
    case 'null':
      parts.push('null');
      return;
    case 'array': {
      const inner = lineBreak + layout.indent;
      let before = `[${inner}`;
      for (const item of node.items) {
        parts.push(before);
        write(item, layout, inner);
        before = `,${inner}`;
      }
      parts.push(node.items.length === 0 ? '[]' : `${lineBreak}]`);
      return;
    }
    case 'object':
      if (lineBreak === layout.keptAt) parts.push(keptText(node, layout, lineBreak));
      else writeObject(node, layout, lineBreak);
  }
}

function writeObject(node: JsonObject, layout: Layout, lineBreak: string): void {
  const { parts, quote, colon, indent } = layout;
  const inner = lineBreak + indent;
  let before = `{${inner}`;
  for (const [name, value] of node.members) {
    parts.push(before, quote(name), colon);
    write(value, layout, inner);
    before = `,${inner}`;
  }
  parts.push(node.members.length === 0 ? '{}' : `${lineBreak}}`);
}

/** By the object itself, which never changes: its text, and the line break that the text was written with. */
const kept = new WeakMap<JsonObject, { readonly lineBreak: string; readonly text: string }>();

/** The text of an object, made once: a change makes one entry of a history, and keeps a hundred. */
function keptText(node: JsonObject, layout: Layout, lineBreak: string): string {
  const known = kept.get(node);
  if (known?.lineBreak === lineBreak) return known.text;
  const parts: string[] = [];
  writeObject(node, { ...layout, parts }, lineBreak);
  const text = parts.join('');
  kept.set(node, { lineBreak, text });
  return text;
}

/** Text without anything that is escaped, in either way. */
const PLAIN = /^[ !#-%'-;=?-[\]-~]*$/;

function quoteLikeGo(text: string): string {
  // Nearly all of it is: names, base64.
  if (PLAIN.test(text)) return `"${text}"`;
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escape);
}

export function string(value: string): JsonNode {
  return { kind: 'string', value };
}

/** The value of a member, or undefined where the node is no object or has none of that name. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.find(([key]) => key === name)?.[1] : undefined;
}

/** The text of a string node, else undefined. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** The object with the member replaced in its place, or added at the end. */
export function withMember(object: JsonObject, name: string, value: JsonNode): JsonObject {
  const present = object.members.some(([key]) => key === name);
  const members: JsonMember[] = present
    ? object.members.map((member) => (member[0] === name ? [name, value] : member))
    : [...object.members, [name, value]];
  return { kind: 'object', members };
}

export function withoutMember(object: JsonObject, name: string): JsonObject {
  return { kind: 'object', members: object.members.filter(([key]) => key !== name) };
}
