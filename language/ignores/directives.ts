import { lineStartsOf } from '../document/line-breaks.ts';
import { at, lastAtMost } from '../document/search.ts';
import { type Ignore, type RuleWord, type Span } from '../reference.ts';

const WORD = 'flow-secrets-ignore';

/** More than any text has; a hostile one must not cost more than a pass. */
const MOST = 1000;

/** A comment that begins with the word: JavaScript, JSONata, mustache and Handlebars, HTML, YAML. */
const LINE = /(?:\/\/|\/\*+|<!--|!(?:--)?|#)[ \t]*flow-secrets-ignore-(next-line|line)(?!\w)([^\r\n]*)/g;
const NODE = /^[ \t]*(?:<!--[ \t]*)?flow-secrets-ignore(?![\w-])(?:[ \t]*:)?([^\r\n]*)/gm;
/** The end of the comment, or of the names: a reason stands behind `--`. */
const END_OF_NAMES = /\*\/|--|~?\}\}|%>|$/;

/** A look at the raw text: without the word nothing is ignored. */
export function mayIgnore(raw: string): boolean {
  return raw.includes(WORD);
}

/** `// flow-secrets-ignore-line rule, rule -- reason` and `…-ignore-next-line`, in any comment of the text. */
export function lineIgnores(text: string): readonly Ignore[] {
  const found = all(LINE, text);
  if (found.length === 0) return [];
  const starts = [0, ...lineStartsOf(text)];
  return found.map((match) => {
    const [whole, kind, rest = ''] = match;
    const line = lastAtMost(starts, match.index) + (kind === 'next-line' ? 1 : 0);
    return { ...lineSpan(text, starts, line), rules: wordsOf(rest, match.index + whole.length - rest.length) };
  });
}

/** The lines `flow-secrets-ignore rule, rule` of a node's description, which count for the node as a whole. */
export function nodeWords(info: string): readonly (readonly RuleWord[])[] {
  return all(NODE, info).map((match) => {
    const [whole, rest = ''] = match;
    return wordsOf(rest, match.index + whole.length - rest.length);
  });
}

function all(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  if (!mayIgnore(text)) return found;
  for (const match of text.matchAll(pattern)) if (found.push(match) === MOST) break;
  return found;
}

/** Empty and past the end where there is no such line. */
function lineSpan(text: string, starts: readonly number[], line: number): Span {
  const past = { start: text.length + 1, end: text.length + 1 };
  return line < starts.length ? { start: at(starts, line), end: (starts[line + 1] ?? text.length + 1) - 1 } : past;
}

function wordsOf(rest: string, offset: number): readonly RuleWord[] {
  const names = rest.slice(0, END_OF_NAMES.exec(rest)?.index);
  return Array.from(names.matchAll(/[^\s,]+/g), ({ 0: name, index }) => {
    const start = offset + index;
    return { name, start, end: start + name.length };
  });
}
