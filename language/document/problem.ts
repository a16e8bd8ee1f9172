import { parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { mayMention } from '../references/mentions.ts';
import { type Chunk, type ChunkedText } from './chunks.ts';
import { afterBlanks, depthOf, MAX_DEPTH } from './scanner.ts';

/** Where a text is torn. */
interface Fault {
  readonly offset: number;
  /** What the parser says, in its own words. */
  readonly reason: string;
}

const TOO_DEEP = `It is nested more than ${MAX_DEPTH} levels deep, so what it refers to can't be read. Take the nested value out, or move the file away.`;

/** Faults in the elements of a chunk, which never changes; `undefined` when it has none. */
const faultsOfChunks = new WeakMap<object, Fault | { readonly deep: true } | 'fine'>();

/** What keeps an array of nodes from being read whole, for people. */
export function problemOfArray(text: ChunkedText<unknown>): string | undefined {
  for (const [index, chunk] of text.chunks.entries()) {
    const fault = faultOf(chunk);
    if (fault === 'fine') continue;
    if ('deep' in fault) return TOO_DEEP;
    return torn(lineOf(text.slice(0, text.startOf(index) + fault.offset)), fault.reason);
  }
  return problemBetween(text);
}

/** What keeps a JSON file from being read whole, when it begins like a flow file or names a secret. */
export function problemOfJson(text: string): string | undefined {
  if (afterBlanks(text) === text.length) return undefined;
  const fault = faultOfJson(text);
  const deep = fault === undefined && mayMention(text) && depthOf(text) > MAX_DEPTH;
  if (deep) return TOO_DEEP;
  if (fault === undefined || !isOfInterest(text, fault)) return undefined;
  return torn(lineOf(text.slice(0, fault.offset)), fault.reason);
}

function isOfInterest(text: string, fault: Fault): boolean {
  return mayMention(text) || /"(?:rev|flows|nodes|id)"\s*:/.test(text.slice(0, fault.offset));
}

function torn(line: number, reason: string): string {
  return `The JSON is torn at line ${line} (${reason}), so what it refers to can't be read whole. Mend it there.`;
}

function lineOf(before: string): number {
  return before.split(/\r\n|\r|\n/).length;
}

/** The first fault of a text that is to be one JSON value; comments and trailing commas are none. */
function faultOfJson(text: string): Fault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return tolerantFault(text);
  }
}

function tolerantFault(text: string): Fault | undefined {
  if (depthOf(text) > MAX_DEPTH) return { offset: 0, reason: 'nested too deeply' };
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  return first && { offset: first.offset, reason: wordsOf(first) };
}

/** `CommaExpected` → `comma expected`. */
function wordsOf({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

function faultOf(chunk: Chunk<unknown>): Fault | { readonly deep: true } | 'fine' {
  const known = faultsOfChunks.get(chunk) ?? firstFault(chunk);
  faultsOfChunks.set(chunk, known);
  return known;
}

function firstFault({ text, elements }: Chunk<unknown>): Fault | { readonly deep: true } | 'fine' {
  for (const { start, end, closed, deep } of elements) {
    const element = text.slice(start, end);
    if (deep && mayMention(element)) return { deep: true };
    if (!closed) return { offset: end, reason: 'close brace expected' };
    const fault = faultOfJson(element);
    if (fault) return { ...fault, offset: start + fault.offset };
  }
  return 'fine';
}

/** Faults between the nodes: the text with an empty object for each of them is to be an array. */
function problemBetween(text: ChunkedText<unknown>): string | undefined {
  const skeletons = text.chunks.map(skeletonOf);
  const fault = faultOfJson(skeletons.join('').replace(/^\uFEFF/, ' '));
  if (fault === undefined) return undefined;
  let rest = fault.offset;
  const index = skeletons.findIndex((skeleton) => rest <= skeleton.length || !(rest -= skeleton.length));
  const chunk = text.chunks[index];
  const offset = chunk ? text.startOf(index) + originOf(chunk, rest) : text.length;
  return torn(lineOf(text.slice(0, offset)), fault.reason);
}

const NODE = '{}';
const skeletons = new WeakMap<object, string>();

function skeletonOf(chunk: Chunk<unknown>): string {
  const known = skeletons.get(chunk);
  if (known !== undefined) return known;
  const gaps: string[] = [];
  let end = 0;
  for (const element of chunk.elements) {
    gaps.push(chunk.text.slice(end, element.start));
    end = element.end;
  }
  const skeleton = [...gaps, chunk.text.slice(end)].join(NODE);
  skeletons.set(chunk, skeleton);
  return skeleton;
}

/** The offset in a chunk of an offset in its skeleton. */
function originOf(chunk: Chunk<unknown>, offset: number): number {
  let shift = 0;
  for (const { start, end } of chunk.elements) {
    if (offset + shift <= start) break;
    shift += end - start - NODE.length;
  }
  return offset + shift;
}
