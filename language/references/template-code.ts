import { type Span } from '../reference.ts';

/** Longer than any expression that names a secret; deeper than any, too. Both keep hostile texts from costing more than a pass. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 8;

const SIGNIFICANT = /[{}\r\n]|"[^"\n\\]{0,200}"|'[^'\n\\]{0,200}'/g;

/** What stands in each `${…}` of a text, `${{…}}` left out (its braces are a tag). One without an end reaches to the end of its line. */
export function* codeSpans(text: string): Generator<Span> {
  let position = 0;
  for (;;) {
    const open = text.indexOf('${', position);
    if (open < 0) return;
    const start = open + 2;
    position = start;
    if (text[start] === '{' || text[open - 1] === '\\') continue;
    const end = codeEnd(text, start);
    yield { start, end };
    position = Math.max(start, end);
  }
}

/** The brace that closes the code; without one, the end of the line or the next `${`. */
function codeEnd(text: string, start: number): number {
  const part = text.slice(start, start + MAX_LENGTH);
  SIGNIFICANT.lastIndex = 0;
  let depth = 0;
  let line = part.length;
  for (;;) {
    const match = SIGNIFICANT.exec(part);
    if (match === null || depth > MAX_DEPTH) break;
    const [character] = match;
    if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return start + match.index;
    else if (character === '\n' || character === '\r') line = Math.min(line, match.index);
  }
  const next = part.indexOf('${');
  return start + (next < 0 ? line : Math.min(line, next));
}
