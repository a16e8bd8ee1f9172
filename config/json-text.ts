import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** Far beyond any real configuration; keeps hostile files from costing time or stack. */
const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 50;

/** Why a configuration can't be used, in words for people. */
export class ConfigProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigProblem';
  }
}

/** Editors may save a byte order mark; JSON knows none. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * The tree of JSON with comments and trailing commas.
 * @throws ConfigProblem with line and column of the first fault
 */
export function parseJsonc(text: string): Node {
  if (text.length > MAX_LENGTH) throw new ConfigProblem(`It is longer than ${MAX_LENGTH} characters.`);
  if (text.trim() === '') throw new ConfigProblem('It is empty; write at least {}.');
  if (isDeeperThan(text, MAX_DEPTH)) throw new ConfigProblem(`It is nested deeper than ${MAX_DEPTH} levels.`);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first || !root) throw new ConfigProblem(`It is not valid JSON: ${first ? describe(text, first) : 'no value'}.`);
  return root;
}

/**
 * Whether brackets nest deeper. Asked before jsonc-parser builds a tree: it recurses, and hostile depth overflows its stack. Strings
 * and comments end where its scanner ends them, which is not asked itself: it would copy each string, at ten times the cost.
 */
export function isDeeperThan(text: string, levels: number): boolean {
  if (!opensMoreThan(text, levels)) return false;
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === QUOTE) offset = endOfString(text, offset);
    else if (character === SLASH) offset = endOfComment(text, offset);
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) depth++;
    else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) depth--;
    if (depth > levels) return true;
  }
  return false;
}

/** Each level has a bracket that opens it: a text of few needs no closer look. */
function opensMoreThan(text: string, levels: number): boolean {
  const opening = /[[{]/g;
  for (let found = 0; found <= levels; found++) if (!opening.test(text)) return false;
  return true;
}

const [QUOTE, SLASH, BACKSLASH, LINE_FEED, RETURN] = [0x22, 0x2f, 0x5c, 0x0a, 0x0d];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The offset of the quote that closes the string, or of the line break that cuts it off. */
function endOfString(text: string, start: number): number {
  let offset = start + 1;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === QUOTE || isLineBreak(character)) return offset;
    if (character === BACKSLASH) offset++;
  }
  return offset;
}

/** The offset of a comment's last character; `start` itself where none begins. */
function endOfComment(text: string, start: number): number {
  if (text.startsWith('//', start)) {
    let offset = start + 2;
    while (offset < text.length && !isLineBreak(text.charCodeAt(offset))) offset++;
    return offset;
  }
  if (!text.startsWith('/*', start)) return start;
  const end = text.indexOf('*/', start + 2);
  return end === -1 ? text.length : end + 1;
}

function isLineBreak(character: number): boolean {
  return character === LINE_FEED || character === RETURN;
}

/** Line and character of an offset, both from 0. */
export function positionIn(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}

/** `line 3, column 14` of an offset, both from 1. */
export function placeOf(text: string, offset: number): string {
  const { line, character } = positionIn(text, offset);
  return `line ${line + 1}, column ${character + 1}`;
}

function describe(text: string, error: ParseError): string {
  const words = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `${words} at ${placeOf(text, error.offset)}`;
}

/**
 * The members of an object in their order.
 * @throws ConfigProblem when it is no object, or names a member twice (which of them counts would be a guess)
 */
export function membersOf(node: Node, where: string): Map<string, Node> {
  if (node.type !== 'object') throw new ConfigProblem(`${where} must be an object.`);
  const members = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const key = String(name.value);
    if (members.has(key)) throw new ConfigProblem(`${where} has "${key}" twice; keep one.`);
    members.set(key, value);
  }
  return members;
}

/** @throws ConfigProblem when the node is no string, or a blank one */
export function stringOf(node: Node, where: string): string {
  if (node.type !== 'string') throw new ConfigProblem(`${where} must be text in quotes.`);
  const text = String(node.value);
  if (text.trim() === '') throw new ConfigProblem(`${where} must not be empty.`);
  return text;
}

/** @throws ConfigProblem when the node is no array */
export function itemsOf(node: Node, where: string): readonly Node[] {
  if (node.type !== 'array') throw new ConfigProblem(`${where} must be a list in square brackets.`);
  return node.children ?? [];
}

/** @throws ConfigProblem when the node is no array of strings */
export function stringsOf(node: Node, where: string): readonly string[] {
  return itemsOf(node, where).map((item, index) => stringOf(item, `${where}[${index}]`));
}
