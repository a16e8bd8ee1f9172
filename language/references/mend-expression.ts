import { parseExpression } from './expression.ts';
import { writeName } from './write-name.ts';

const ROOT = /^\s*(?:\[\s*)?(["']?)(SECRETS|CREDENTIALS)\1(?:\s*\])?/;
/** A step as people write it: behind a dot, in quotes with or without escapes, in brackets without quotes. */
const STEP =
  /\s*(?:\.+\s*([^.[\]"']+?)(?=\s*(?:[.[]|$))|\[\s*(["'])((?:\\.|(?!\2)[^\\])+)\2\s*\]|\[\s*([^[\]"'.]+?)\s*\])/y;

const EXPRESSION = { syntax: 'expression', within: [] } as const;

/** What a refused property expression is meant to say, as Node-RED takes it; undefined where that is not clear. */
export function mendExpression(text: string): string | undefined {
  const root = ROOT.exec(text);
  if (root === null) return undefined;
  let mended = root[2] ?? '';
  let at = root[0].length;
  while (at < text.length && text.slice(at).trim() !== '') {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    const [whole, word, , quoted, bracketed] = step ?? [''];
    const name = word ?? quoted?.replace(/\\(.)/g, '$1') ?? bracketed;
    const written = name === undefined ? undefined : stepTo(name);
    if (written === undefined) return undefined;
    mended += written;
    at += whole.length;
  }
  return parseExpression(mended).fault === undefined ? mended : undefined;
}

function stepTo(name: string): string | undefined {
  const written = writeName(name, { kind: 'dot' }, EXPRESSION);
  if (written?.needsBrackets === false) return `.${written.text}`;
  const quote = ["'", '"'].find((mark) => !name.includes(mark));
  return quote === undefined ? undefined : `[${quote}${name}${quote}]`;
}
