import { type Reading, type Reference, type Span } from '../reference.ts';
import { analyze } from './javascript/analyze.ts';
import { embed } from './embedded.ts';
import { headerCodeOf, HEADER_READERS } from './library-header.ts';
import { mayMisname, mentions } from './mentions.ts';
import { joinReadings, NOTHING } from './reading.ts';
import { shiftReference } from './shift.ts';
import { readTemplate } from './template.ts';
import { readCode } from './typed-value.ts';

/** `${{ … }}`, which a platform replaces before the script runs; one that is not closed ends with its string or line. */
const PLACEHOLDER = /\$\{\{(?:[^{}\n]*\}\}|[^{}\n"'`]*)/g;
/** What a placeholder holds, told from the object in a template literal's `${{ a: 1 }}`. */
const NAME = /^\$\{\{\s*[\w$.-]+\s*\}\}$/;

/**
 * Reads a script file or a record's `script`: bare `SECRETS.X` and `CREDENTIALS["n"].f` unless the script declares the
 * name, the forms of function code, and `${{ SECRETS.X }}` wherever it stands outside of comments; in a function of Node-RED's
 * library also the code in its header. Never throws.
 */
export function readScript(code: string): Reading {
  if (!mentions(code) && !mayMisname(code)) return NOTHING;
  const header = headerCodeOf(code).map((field) => embed(readCode(field.text, HEADER_READERS[field.property]), field));
  return joinReadings([...header, readBody(code)]);
}

function readBody(code: string): Reading {
  const placeholders = placeholdersOf(code);
  const text = masked(code, placeholders);
  const comments: Span[] = [];
  const { references: read, bare, slips } = analyze(text, { form: 'script', bareRoots: true }, comments);
  const references = placeholders.length === 0 ? read : read.map((reference) => asWritten(reference, code, text));
  const within = placeholders.filter((span) => !comments.some((comment) => isWithin(span, comment)));
  const filled = within.flatMap((span) => readPlaceholder(code, span));
  if (filled.length === 0) return { references, bare, slips };
  return { references: [...references, ...filled].sort((a, b) => a.start - b.start), bare, slips };
}

/** The code as it parses: names of the same length stand where the platform fills something in. */
export function withoutPlaceholders(code: string): string {
  return masked(code, placeholdersOf(code));
}

function placeholdersOf(code: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: text, index } of code.matchAll(PLACEHOLDER))
    if (NAME.test(text) || mentions(text)) spans.push({ start: index, end: index + text.length });
  return spans;
}

/** The code with an identifier of the same length in place of each placeholder: it parses wherever the placeholder stands. */
function masked(code: string, placeholders: readonly Span[]): string {
  let text = '';
  let position = 0;
  for (const { start, end } of placeholders) {
    text += code.slice(position, start) + '_'.repeat(end - start);
    position = end;
  }
  return text + code.slice(position);
}

/** What the platform fills in, as in `SECRETS.${{ env.KEY }}`, is computed. */
function asWritten(reference: Reference, code: string, text: string): Reference {
  const { key, ...keyless } = reference;
  const isComputed = ({ start, end }: Span): boolean => code.slice(start, end) !== text.slice(start, end);
  if (key !== undefined && isComputed(key)) return { ...keyless, path: [], dynamic: 'key' };
  const known = reference.path.findIndex(isComputed);
  return known < 0 ? reference : { ...reference, path: reference.path.slice(0, known), dynamic: 'path' };
}

function readPlaceholder(code: string, { start, end }: Span): Reference[] {
  const { references } = readTemplate(code.slice(start, end));
  return references.map((reference) => ({ ...shiftReference(reference, start), form: 'script' }));
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
