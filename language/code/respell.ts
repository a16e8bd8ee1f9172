import { diffArrays } from 'diff';
import { decodeJsonString } from '../document/json-string.ts';
import { JsonSpelling } from './json-spelling.ts';

/** As much of the file around is looked at to learn how it spells characters; UTF-16 units. */
const SAMPLE = 200_000;
/** Texts that differ in more lines are different texts: finding what they share would cost the square of that. */
const MAX_EDITS = 2_000;

/**
 * What stands between the quotes of a JSON string once it means `text`. Unchanged lines, and the unchanged ends of changed
 * ones, keep their spelling and their line breaks (an editor gives a text one kind of line breaks); the rest is spelled as
 * the string, or else the file, spells it. An unchanged text gives `raw` itself.
 * @param raw what stands there now
 * @param around other text of the file
 */
export function respell(raw: string, text: string, around: string): string {
  const old = new RawString(raw);
  const spelling = new JsonSpelling();
  spelling.learn(raw);
  spelling.learn(around.slice(0, SAMPLE));
  const before = linesOf(old.text);
  const after = linesOf(text);
  const written: string[] = [];
  for (const { from, to, newFrom, newTo, same } of hunksOf(before, after)) {
    if (same) {
      for (let i = 0; from + i < to; i++) written.push(keepLine(old, before[from + i], after[newFrom + i], spelling));
    } else written.push(changeText(old, before.slice(from, to), after.slice(newFrom, newTo), spelling));
  }
  return written.join('');
}

/** The text of a raw string as an editor gives it back: without lone surrogates, which UTF-8 has not. */
class RawString {
  readonly text: string;
  readonly #raw: string;
  readonly #toSource: (offset: number) => number;

  constructor(raw: string) {
    const { text, toSource } = decodeJsonString(raw, 0, raw.length);
    this.text = text.replace(/\p{Cs}/gu, '\ufffd');
    this.#raw = raw;
    this.#toSource = toSource;
  }

  /** How a part of the text is spelled. */
  slice(start: number, end: number): string {
    return this.#raw.slice(this.#toSource(start), this.#toSource(end));
  }
}

/** A line with its line break, which the last has not. */
interface Line {
  readonly start: number;
  readonly content: string;
  readonly lineBreak: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const { 0: whole, 1: lineBreak = '', index } of text.matchAll(/[^\r\n]*(\r\n|\r|\n|$)/g)) {
    if (index === text.length && lines.at(-1)?.lineBreak === '') break; // the empty match behind the last line
    lines.push({ start: index, content: whole.slice(0, whole.length - lineBreak.length), lineBreak });
  }
  return lines;
}

/** Lines `from` to `to` of the old text stand as `newFrom` to `newTo` in the new one. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
  readonly same: boolean;
}

function hunksOf(before: readonly Line[], after: readonly Line[]): readonly Hunk[] {
  const changes = diffArrays(contentsOf(before), contentsOf(after), { maxEditLength: MAX_EDITS });
  if (changes === undefined) {
    return [{ from: 0, to: before.length, newFrom: 0, newTo: after.length, same: false }];
  }
  const hunks: Hunk[] = [];
  let from = 0;
  let newFrom = 0;
  for (const { added, removed, count } of changes) {
    const to = added ? from : from + count;
    const newTo = removed ? newFrom : newFrom + count;
    const same = !added && !removed;
    const last = hunks.at(-1);
    // What is taken out and what comes instead are one change.
    if (last?.same === false && !same) hunks.splice(-1, 1, { ...last, to, newTo });
    else hunks.push({ from, to, newFrom, newTo, same });
    from = to;
    newFrom = newTo;
  }
  return hunks;
}

function contentsOf(lines: readonly Line[]): string[] {
  return lines.map(({ content }) => content);
}

/** A line of both texts: only one at the end may have gained or lost its line break. */
function keepLine(old: RawString, line: Line | undefined, now: Line | undefined, spelling: JsonSpelling): string {
  if (!line || !now) return '';
  const end = line.start + line.content.length;
  const kept = now.lineBreak === '' ? end : end + line.lineBreak.length;
  return old.slice(line.start, kept) + (line.lineBreak === '' ? spelling.write(now.lineBreak) : '');
}

function changeText(old: RawString, before: readonly Line[], after: readonly Line[], spelling: JsonSpelling): string {
  const start = before[0]?.start ?? 0;
  const was = textOf(before);
  const is = textOf(after);
  const head = sharedStart(was, is);
  const tail = sharedEnd(was.slice(head), is.slice(head));
  return (
    old.slice(start, start + head) +
    spelling.write(is.slice(head, is.length - tail)) +
    old.slice(start + was.length - tail, start + was.length)
  );
}

function textOf(lines: readonly Line[]): string {
  return lines.map(({ content, lineBreak }) => content + lineBreak).join('');
}

/** How many units two texts share at their start, no pair of surrogates cut in two. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return isHigh(a, length - 1) ? length - 1 : length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return isLow(a, a.length - length) ? length - 1 : length;
}

function isHigh(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at));
}

function isLow(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at));
}
