import { type AnyNode, type Options, type Program, tokenizer } from 'acorn';
import { parse as parseLoose } from 'acorn-loose';
import { type Span } from '../../reference.ts';

export interface Parsed {
  readonly program: Program;
  /** False when the code is broken: the tree is then a guess, and may lack something. */
  readonly sound: boolean;
}

/** Function nodes are bodies of an async function; script files may be modules. */
const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
  checkPrivateFields: false,
};

function optionsWith(comments: Span[]): Options {
  return { ...OPTIONS, onComment: (_block, _text, start, end) => comments.push({ start, end }) };
}

/**
 * Code beyond these sizes (UTF-16 units) is read by its tokens alone: it is generated or bundled, and parsing would hold
 * others up. On broken code acorn-loose takes time by the square of the nesting.
 */
const MAX_SOUND = 500_000;
const MAX_BROKEN = 100_000;

/**
 * The syntax tree of whole or broken code; undefined when it is too large or nested too deep for a parser.
 * @param comments is filled with the places of comments
 */
export function parseJavaScript(code: string, comments?: Span[]): Parsed | undefined {
  if (code.length > MAX_SOUND) return undefined;
  const options = comments === undefined ? OPTIONS : optionsWith(comments);
  try {
    return { program: parseSound(code, options), sound: true };
  } catch {
    if (code.length > MAX_BROKEN) return undefined;
  }
  if (comments !== undefined) comments.length = 0;
  try {
    // At the very end of a text acorn-loose takes `?.` for a condition.
    return { program: parseLoose(`${code} `, options), sound: false };
  } catch {
    return undefined; // a RangeError from deep nesting
  }
}

interface SoundParser {
  parse(): Program;
  catchStackOverflow<T>(read: () => T): T;
}

/**
 * acorn looks at a stack overflow with a regular expression, there where the stack is full; V8 ends the whole process when it has
 * no room to compile one. A RangeError tells us enough. What `tokenizer` makes is acorn's parser; its class can't be loaded late.
 */
function parseSound(code: string, options: Options): Program {
  const parser = tokenizer(code, options) as unknown as SoundParser;
  parser.catchStackOverflow = (read) => read();
  return parser.parse();
}

/** The name that acorn-loose gives an identifier which is still to be typed. */
export function isMissing(node: AnyNode): boolean {
  return node.type === 'Identifier' && node.name === '✖';
}

/** The nodes directly below, in the order of their properties. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
