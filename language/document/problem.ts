import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { type Reading } from '../reference.ts';
import { MAX_REFERENCES } from '../references/limits.ts';
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

export const TOO_MANY = `One text in it holds ${MAX_REFERENCES} references or more, so not all were read. Split it, or move the file away.`;

/** Whether reading stopped before a text's end (limits.ts). */
export function isCutShort({ references }: Pick<Reading, 'references'>): boolean {
  return references.length >= MAX_REFERENCES;
}

/** What was found in each chunk, which never changes. */
const checkedChunks = new WeakMap<object, CheckedChunk>();

/** What keeps an array of nodes from being read whole, for people. */
export function problemOfArray(text: ChunkedText<unknown>): string | undefined {
  const chunks = text.chunks.map(checked);
  const index = chunks.findIndex(({ fault }) => fault !== undefined);
  const fault = chunks[index]?.fault;
  if (fault === undefined) return problemBetween(text, chunks);
  if (fault === 'deep') return TOO_DEEP;
  return torn(lineOf(text.slice(0, text.startOf(index) + fault.offset)), fault.reason);
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

/** A name of a flow file's object, whole: the text may be torn right behind it. */
const FLOW_NAME = /"(?:rev|flows|nodes|id)"\s*(?::|$)/;

function isOfInterest(text: string, fault: Fault): boolean {
  return mayMention(text) || FLOW_NAME.test(text.slice(0, fault.offset));
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

/** No longer than up to the fault: a flow of 50 MB without its first bracket is such a text. */
function tolerantFault(text: string): Fault | undefined {
  const found = new Found();
  const onError = (error: ParseErrorCode, offset: number): never => {
    found.fault = { offset, reason: wordsOf(error) };
    throw found;
  };
  try {
    visit(text, { onError }, { allowTrailingComma: true });
  } catch (thrown) {
    if (thrown instanceof RangeError) return { offset: 0, reason: 'nested too deeply' };
    if (thrown !== found) throw thrown;
  }
  return found.fault;
}

/** Ends the look at a text. */
class Found extends Error {
  fault: Fault | undefined;
}

/** `CommaExpected` → `comma expected`. */
function wordsOf(error: ParseErrorCode): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

/** A chunk with what is wrong in its nodes, and what stands between them. */
interface CheckedChunk {
  readonly fault: Fault | 'deep' | undefined;
  /** The text with `{}` for each node; one of them stands for all when there are but nodes and a comma behind each. */
  readonly skeleton: string;
}

const NODE = '{}';
const ONLY_NODES = /^(?:\{\}\s*,\s*)+$/;

function checked(chunk: Chunk<unknown>): CheckedChunk {
  const known = checkedChunks.get(chunk);
  if (known !== undefined) return known;
  const skeleton = skeletonOf(chunk);
  const found = { fault: faultInNodes(chunk), skeleton: ONLY_NODES.test(skeleton) ? `${NODE},` : skeleton };
  checkedChunks.set(chunk, found);
  return found;
}

function faultInNodes({ text, elements }: Chunk<unknown>): Fault | 'deep' | undefined {
  for (const { start, end, closed, deep } of elements) {
    const node = text.slice(start, end);
    if (deep && mayMention(node)) return 'deep';
    if (!closed) return { offset: end, reason: 'close brace expected' };
    const fault = faultOfJson(node);
    if (fault) return { ...fault, offset: start + fault.offset };
  }
  return undefined;
}

function skeletonOf({ text, elements }: Chunk<unknown>): string {
  const gaps: string[] = [];
  let end = 0;
  for (const element of elements) {
    gaps.push(text.slice(end, element.start));
    end = element.end;
  }
  return [...gaps, text.slice(end)].join(NODE);
}

/** Faults between the nodes: what is left without them is to be an array. */
function problemBetween(text: ChunkedText<unknown>, chunks: readonly CheckedChunk[]): string | undefined {
  const fault = faultOfJson(
    chunks
      .map(({ skeleton }) => skeleton)
      .join('')
      .replace(/^\uFEFF/, ' '),
  );
  if (fault === undefined) return undefined;
  let rest = fault.offset;
  for (const [index, chunk] of text.chunks.entries()) {
    const length = chunks[index]?.skeleton.length ?? 0;
    if (rest <= length) return torn(lineOf(text.slice(0, text.startOf(index) + originOf(chunk, rest))), fault.reason);
    rest -= length;
  }
  return torn(lineOf(text.slice(0, text.length)), fault.reason);
}

/** The offset in a chunk of an offset in its skeleton. */
function originOf({ elements }: Chunk<unknown>, offset: number): number {
  let shift = 0;
  for (const { start, end } of elements) {
    if (offset + shift <= start) break;
    shift += end - start - NODE.length;
  }
  return offset + shift;
}
