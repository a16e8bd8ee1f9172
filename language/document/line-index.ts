import { type Position } from '../position.ts';
import { type ChunkedText } from './chunks.ts';
import { at, countAtMost, lastAtMost } from './search.ts';

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
      const lines = chunk.lineBreaks;
      breaks += lines.count;
      if (lines.lastLine >= 0) lineStart = text.startOf(index) + lines.lastLine;
      this.#breaks.push(breaks);
      this.#lineStarts.push(lineStart);
    }
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const index = this.#text.indexAt(clamped);
    const start = this.#text.startOf(index);
    const starts = this.#text.chunks[index]?.lineStarts ?? [];
    const before = countAtMost(starts, clamped - start);
    const lineStart = before === 0 ? at(this.#lineStarts, index) : start + at(starts, before - 1);
    return { line: at(this.#breaks, index) + before, character: clamped - lineStart };
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
    const next = this.#text.chunks[index]?.lineStarts[line - at(this.#breaks, index) - 1];
    return next === undefined ? undefined : this.#text.startOf(index) + next;
  }

  #breakLengthBefore(lineStart: number): number {
    return this.#text.slice(Math.max(0, lineStart - 2), lineStart) === '\r\n' ? 2 : 1;
  }
}
