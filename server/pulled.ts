import { type Diagnostic } from 'vscode-languageserver';

interface Answer {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** What a client was answered about documents that it has open and asks for one by one, by address. */
export class Pulled {
  readonly #answers = new Map<string, Answer>();
  /** No server that comes after this one gives the same ids. */
  readonly #prefix = Date.now().toString(36);
  #lists = 0;

  has(uri: string): boolean {
    return this.#answers.has(uri);
  }

  /** The id of what a client is answered now: that of the last answer as long as it says the same. */
  resultIdOf(uri: string, items: readonly Diagnostic[]): string {
    const last = this.#answers.get(uri);
    const resultId = last && saysSame(last.items, items) ? last.resultId : `${this.#prefix}.${++this.#lists}`;
    this.#answers.set(uri, { resultId, items });
    return resultId;
  }

  delete(uri: string): void {
    this.#answers.delete(uri);
  }
}

/** One by one, as each keystroke asks: a digest of a thousand takes as long as finding them. */
function saysSame(before: readonly Diagnostic[], now: readonly Diagnostic[]): boolean {
  return before.length === now.length && before.every((one, index) => isSame(one, now[index]));
}

/** Of one rule there are tags of one kind or none. */
function isSame(one: Diagnostic, other: Diagnostic | undefined): boolean {
  return (
    one.message === other?.message &&
    one.code === other.code &&
    one.severity === other.severity &&
    one.tags?.length === other.tags?.length &&
    isSameRange(one.range, other.range)
  );
}

function isSameRange(one: Diagnostic['range'], other: Diagnostic['range']): boolean {
  // A finding whose lines did not move keeps its range.
  if (one === other) return true;
  return isSamePosition(one.start, other.start) && isSamePosition(one.end, other.end);
}

function isSamePosition(one: Diagnostic['range']['start'], other: Diagnostic['range']['start']): boolean {
  return one.line === other.line && one.character === other.character;
}
