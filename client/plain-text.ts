import { visible } from '../language/visible.ts';

const LINE = /\r?\n/;
/** Shows nothing, and parts what stands before and behind it. */
const WORD_JOINER = '\u2060';

/** A text of the user's in a row: nothing in it turns the rest of the row round. Lines of ours stay lines. */
export function visibleLines(text: string): string {
  return text.split(LINE).map(visible).join('\n');
}

/**
 * A text with names of the user's in it, for messages, questions and lists: VS Code makes links that run commands of
 * `[a](command:b)` there, and icons of `$(c)`, and knows no way to escape the former.
 */
export function plainText(text: string): string {
  return visibleLines(text).replace(/(?<=[\]$])\(/g, `${WORD_JOINER}(`);
}
