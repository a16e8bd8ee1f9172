import { type Position } from '../position.ts';
import { type ChunkedText } from './chunks.ts';
import { at, countAtMost } from './search.ts';

/** Offsets to lines and back, in the present text. Line ends are \n, \r\n and \r. */
export class LineIndex {
  readonly #text: ChunkedText<unknown>;

  constructor(text: ChunkedText<unknown>) {
    this.#text = text;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const index = this.#text.indexAt(clamped);
    const start = this.#text.startOf(index);
    const starts = this.#text.chunks[index]?.lineStarts ?? [];
    const before = countAtMost(starts, clamped - start);
    const line = this.#text.lineBreaks.before(index) + before;
    const lineStart = before === 0 ? (this.#startOfLine(line) ?? 0) : start + at(starts, before - 1);
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
    const breaks = this.#text.lineBreaks;
    const index = breaks.lastAtMost(line - 1);
    const next = this.#text.chunks[index]?.lineStarts[line - breaks.before(index) - 1];
    return next === undefined ? undefined : this.#text.startOf(index) + next;
  }

  #breakLengthBefore(lineStart: number): number {
    return this.#text.slice(Math.max(0, lineStart - 2), lineStart) === '\r\n' ? 2 : 1;
  }
}
