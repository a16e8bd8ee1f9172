import { literalAt, type Picked } from '../../language/literals/literal-at.ts';
import { type Span } from '../../language/reference.ts';
import { readText } from '../../language/references/read-text.ts';
import { type LiteralParams, type LiteralResult, type ReferentParams } from '../protocol.ts';
import { rangeOf, type Site } from '../site.ts';

const NONE = 'There is no text here that could be a secret: put the cursor into one, or select it.';
const NO_WAY = 'A reference can’t be written in its place: select the whole value, or give the secret a simpler name.';
const REFERENCE = 'This is a reference already.';
const LAYOUT = 'The text runs over several lines of YAML: write it in one line first.';

/** The literal at a place, where its raw text stands, and the edits that put a reference there. */
export function literal(site: Site, { range, referent }: LiteralParams): LiteralResult {
  const { document } = site;
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const picked = literalAt(document, span);
  const refusal = picked === undefined ? NONE : refusalOf(site, picked);
  if (picked === undefined || refusal !== undefined) return { refusal: refusal ?? NONE };
  const { within, isJson, name } = picked.literal;
  const found = { range: rangeOf(document, rawSpan(picked)), within, isJson: isJson === true };
  const named = { ...found, ...(name !== undefined && { name }) };
  if (referent === undefined) return named;
  const edits = editsFor(picked, referent);
  if (edits === undefined) return { refusal: NO_WAY };
  return { ...named, edits: edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.text })) };
}

/** Why no reference can be written in place of a literal, for people; undefined where one can. */
export function refusalOf({ document }: Site, picked: Picked): string | undefined {
  const { literal: found, part } = picked;
  if (typeof found.write === 'string') return found.write;
  const { start, end } = rawSpan(picked);
  // The text of a key: `global.get("SECRETS.X")`.
  if (document.references().some((reference) => reference.start < end && start < reference.end)) return REFERENCE;
  const isExact = readText(document.slice(start, end), found.within) === found.text.slice(part.start, part.end);
  if (!isExact) return LAYOUT;
  return editsFor(picked, { key: 'KEY', path: [] }) === undefined ? NO_WAY : undefined;
}

function rawSpan({ literal: { toSource }, part }: Picked): Span {
  return { start: toSource(part.start), end: toSource(part.end) };
}

function editsFor({ literal: { write }, part }: Picked, { key, path }: ReferentParams) {
  if (typeof write === 'string') return undefined;
  return write({ root: 'SECRETS', segments: [{ name: key, index: false }, ...path] }, part);
}
