import { type Position } from '../position.ts';
import { type Chunk, type ChunkedText } from './chunks.ts';
import { at, lastAtMost } from './search.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

interface ChunkLines {
  readonly breaks: number;
  /** Where the last line of the chunk begins; -1 when it has no line break. */
  readonly lastLine: number;
}

/** Lines are counted once for each chunk, which never changes. */
const linesOfChunks = new WeakMap<object, ChunkLines>();

/** Offsets to lines and back, for one state of a text. Line ends are \n, \r\n and \r. */
export class LineIndex {
  readonly #text: ChunkedText<unknown>;
  /** Line breaks before each chunk, and all of them at the end. */
  readonly #breaks: number[] = [0];
  /** Where the line begins that is open at each chunk's start. */
  readonly #lineStarts: number[] = [0];

  constructor(text: ChunkedText<unknown>) {
    this.#text = text;
    let lineStart = 0;
    let breaks = 0;
    for (const [index, chunk] of text.chunks.entries()) {
      const lines = linesOf(chunk);
      breaks += lines.breaks;
      if (lines.lastLine >= 0) lineStart = text.startOf(index) + lines.lastLine;
      this.#breaks.push(breaks);
      this.#lineStarts.push(lineStart);
    }
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const index = this.#text.indexAt(clamped);
    const start = this.#text.startOf(index);
    const text = this.#text.chunks[index]?.text ?? '';
    let line = at(this.#breaks, index);
    let lineStart = at(this.#lineStarts, index);
    for (const next of lineStartsIn(text)) {
      if (start + next > clamped) break;
      line++;
      lineStart = start + next;
    }
    return { line, character: clamped - lineStart };
  }

  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#startOfLine(line);
    if (start === undefined) return this.#text.length;
    const next = this.#startOfLine(line + 1);
    const end = next === undefined ? this.#text.length : next - this.#breakLengthBefore(next);
    return Math.max(start, Math.min(start + character, end));
  }

  #startOfLine(line: number): number | undefined {
    if (line === 0) return 0;
    // The chunk with the break before the line: the first behind which enough breaks are counted.
    const index = lastAtMost(this.#breaks, line - 1);
    const chunk = this.#text.chunks[index];
    if (chunk === undefined) return undefined;
    let seen = at(this.#breaks, index);
    for (const next of lineStartsIn(chunk.text)) if (++seen === line) return this.#text.startOf(index) + next;
    return undefined;
  }

  #breakLengthBefore(lineStart: number): number {
    return this.#text.slice(Math.max(0, lineStart - 2), lineStart) === '\r\n' ? 2 : 1;
  }
}

function linesOf(chunk: Chunk<unknown>): ChunkLines {
  const known = linesOfChunks.get(chunk);
  if (known !== undefined) return known;
  let breaks = 0;
  let lastLine = -1;
  for (const start of lineStartsIn(chunk.text)) {
    breaks++;
    lastLine = start;
  }
  const lines = { breaks, lastLine };
  linesOfChunks.set(chunk, lines);
  return lines;
}

/** The offsets behind the line breaks of a text. */
function* lineStartsIn(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === RETURN && text.charCodeAt(i + 1) === LINE_FEED) continue;
    if (code === LINE_FEED || code === RETURN) yield i + 1;
  }
}
