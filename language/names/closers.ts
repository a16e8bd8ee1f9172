import { type SourceDocument } from '../document/api.ts';
import { escapeWithin } from '../references/write-name.ts';
import { type Enclosure } from '../reference.ts';
import { type NamePlace } from './name-place.ts';

/** How far to look for what opened a place: names and store prefixes are shorter. */
const REACH = 400;

/**
 * What is missing behind a name to close its place: quote, bracket, the call's parenthesis, the tag's braces.
 * Empty where it stands there already. Escaped for the strings around it.
 * @param end where the name ends in the document
 */
export function missingClosers(document: SourceDocument, place: NamePlace, end: number): string {
  const before = document.slice(Math.max(0, place.name.start - REACH), place.name.start);
  const after = document.slice(end, end + REACH);
  let missing = '';
  for (const closer of closersOf(before, place)) {
    if (after.startsWith(closer)) break;
    missing += closer;
  }
  return missing;
}

function closersOf(before: string, { name, reference }: NamePlace): readonly string[] {
  const { within } = name.place ?? reference.place;
  const closers: string[] = [];
  if (name.notation.kind === 'quoted') {
    const quote = escaped(name.notation.quote, within);
    closers.push(quote);
    if (endsWith(before, quote) && /\[\s*$/.test(before.slice(0, -quote.length))) closers.push(']');
  }
  const literal = within[0];
  if (literal && 'quote' in literal) closers.push(...literalClosers(before, literal.quote, within.slice(1)));
  if (reference.form === 'mustache' || reference.form === 'template-file') closers.push(...tagClosers(before));
  return closers;
}

/** A name inside a string literal: its quote, and the parenthesis where the literal is the call's argument. */
function literalClosers(before: string, quote: string, around: readonly Enclosure[]): readonly string[] {
  const written = escaped(quote, around);
  const root = Math.max(before.lastIndexOf('SECRETS'), before.lastIndexOf('CREDENTIALS'));
  const head = before.slice(0, Math.max(0, root)).replace(/#:\(\S+?\)::$/, '');
  const isArgument = endsWith(head, written) && /\(\s*$/.test(head.slice(0, -written.length));
  return isArgument ? [written, ')'] : [written];
}

const TAG = /(\$\{\{|\$\{|\{\{\{|\{\{)(\s*)[^{}]*$/;

function tagClosers(before: string): readonly string[] {
  const [, open = '', blank = ''] = TAG.exec(before) ?? [];
  const close = open.replace('$', '').replaceAll('{', '}');
  return close === '' ? [] : [`${blank === ' ' ? ' ' : ''}${close}`];
}

function escaped(text: string, within: readonly Enclosure[]): string {
  return escapeWithin(text, within) ?? text;
}

function endsWith(text: string, end: string): boolean {
  return end !== '' && text.endsWith(end);
}
