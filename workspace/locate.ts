import { type SourceDocument } from '../language/document/api.ts';
import { type Range } from '../language/position.ts';
import {
  type BareAccess,
  type Ignore,
  type Name,
  type Reference,
  type RuleWord,
  type Sink,
  type Slip,
  type Span,
} from '../language/reference.ts';
import { type LocatedReference } from './api.ts';

/** Where silence is asked for, with the lines of the words for which that may be told. */
export interface LocatedIgnore extends Ignore {
  readonly rules: readonly (RuleWord & { readonly range: Range })[];
}

export interface LocatedBareAccess extends BareAccess {
  readonly range: Range;
}

export interface LocatedSpan extends Span {
  readonly range: Range;
}

export type LocatedSlip = Slip & { readonly range: Range };

/** Where each finished or dynamic reference of a document stands. Unfinished ones (`SECRETS.`) are left out. */
export function locate(path: string, document: SourceDocument): readonly LocatedReference[] {
  return document
    .references()
    .filter((reference) => reference.key?.name !== '')
    .map((reference) => locateOne(path, document, reference));
}

/** Where one reference stands. */
export function locateOne(path: string, document: SourceDocument, reference: Reference): LocatedReference {
  const site = document.siteOf(reference.start);
  return {
    path,
    reference,
    range: rangeOf(document, reference.key ?? reference),
    pathRanges: reference.path.map((name) => rangeOf(document, name)),
    ...site,
    ...(reference.property !== undefined && { property: reference.property }),
  };
}

/** The bare accesses of a document, without any tie to its text. */
export function locateBare(document: SourceDocument): readonly LocatedBareAccess[] {
  return document.bareAccesses().map((access) => ({
    ...access,
    replacement: copyOf(access.replacement),
    range: rangeOf(document, access),
  }));
}

/** The slips of a document, without any tie to its text. */
export function locateSlips(document: SourceDocument): readonly LocatedSlip[] {
  return document.slips().map((slip) => ({ ...detachSlip(slip), range: rangeOf(document, slip) }));
}

function detachSlip(slip: Slip): Slip {
  const property = slip.property === undefined ? {} : { property: copyOf(slip.property) };
  if (slip.type === 'wrong-case') {
    return { ...slip, ...property, ...(slip.key !== undefined && { key: copyOf(slip.key) }) };
  }
  return { ...slip, ...property, ...(slip.replacement !== undefined && { replacement: copyOf(slip.replacement) }) };
}

/** What a document asks to ignore, without any tie to its text. */
export function locateIgnores(document: SourceDocument): readonly LocatedIgnore[] {
  return document.ignores().map(({ start, end, node, rules }) => ({
    start,
    end,
    ...(node !== undefined && { node: copyOf(node) }),
    rules: rules.map((word) => ({ ...word, name: copyOf(word.name), range: rangeOf(document, word) })),
  }));
}

/** Places of a document with their lines. */
export function locateSpans(document: SourceDocument, spans: readonly Span[]): readonly LocatedSpan[] {
  return spans.map(({ start, end }) => ({ start, end, range: rangeOf(document, { start, end }) }));
}

export function rangeOf(document: SourceDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/**
 * The same reference without any tie to the file's text: a name cut out of a text keeps the whole text in memory,
 * which the index of closed files must not do.
 */
export function detach(located: LocatedReference): LocatedReference {
  const { reference, tab, node, nodeId, property } = located;
  return {
    ...located,
    reference: {
      ...reference,
      ...(reference.key && { key: detachName(reference.key) }),
      path: reference.path.map(detachName),
      ...(reference.property !== undefined && { property: copyOf(reference.property) }),
      ...(reference.sink && { sink: detachSink(reference.sink) }),
    },
    ...(tab !== undefined && { tab: copyOf(tab) }),
    ...(node !== undefined && { node: copyOf(node) }),
    ...(nodeId !== undefined && { nodeId: copyOf(nodeId) }),
    ...(property !== undefined && { property: copyOf(property) }),
  };
}

function detachName(name: Name): Name {
  return { ...name, name: copyOf(name.name) };
}

function detachSink(sink: Sink): Sink {
  return sink.property === undefined ? sink : { ...sink, property: copyOf(sink.property) };
}

/** UTF-16 and back: lone surrogates survive. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
