import { type Span } from '../reference.ts';
import { isTelling, MAX_LENGTH } from './telling.ts';

/** How a value is written in a literal. */
export type Coding = 'plain' | 'base64' | 'percent' | 'json';

/** A text that may be a value: a literal, a part of it, or what one of them decodes to. The span counts in the literal. */
export interface Piece extends Span {
  readonly text: string;
  readonly coding: Coding;
}

/** A literal of more pieces is prose or data: the rest is passed over. */
const MAX_PIECES = 20_000;

const ADDRESS = /[^\s"'`<>?&,;()[\]{}|]+/g;
/** Parts as people put values together: at blanks and quotes, at the signs of lists, at those of addresses and headers. */
const PARTS = [/[^\s"'`<>]+/g, ADDRESS, /[^\s"'`<>:/?&=@,;()[\]{}|\\#]+/g];
/** Where the parts of an address end and begin: also behind the `bot` of Telegram's. */
const SIGN = /[:/@=#\\]/g;
const BORDER = /[:/@=#\\](?:bot(?=\d+:))?/g;
/** Parts of one value: a webhook's path has three or four. */
const MOST_IN_RUN = 8;
/** Ends the name in `name=value` and `user:password`: the value may have any of the signs, as base64 does. */
const END_OF_NAME = /[=:](?=.)/;
/** What stands around a value in a sentence. */
const PUNCTUATION = /^[([{,;:]+|[)\]},;:.!?]+$/g;

/**
 * The texts in a literal that may be a secret's value: all of it, its parts between blanks, quotes and signs, neighbouring
 * parts of an address, and what these decode to as base64, percent-encoding or JSON text.
 */
export function* piecesOf(text: string): Generator<Piece> {
  let count = 0;
  for (const piece of plainPieces(text)) {
    if (++count > MAX_PIECES) return;
    if (isTelling(piece.text)) yield piece;
    for (const { value, coding } of decoded(piece.text)) {
      for (const inner of plainPieces(value)) {
        if (++count > MAX_PIECES) return;
        if (isTelling(inner.text)) yield { text: inner.text, coding, start: piece.start, end: piece.end };
      }
    }
  }
}

function* plainPieces(text: string): Generator<Piece> {
  const seen = new Set<number>();
  for (const { start, end } of partsOf(text)) {
    const id = start * (text.length + 1) + end;
    if (seen.has(id)) continue;
    seen.add(id);
    yield { text: text.slice(start, end), start, end, coding: 'plain' };
  }
}

function* partsOf(text: string): Generator<Span> {
  yield { start: 0, end: text.length };
  for (const pattern of PARTS) {
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const end = index + match.length;
      yield { start: index, end };
      const bare = match.replace(PUNCTUATION, '');
      if (bare !== '' && bare.length < match.length) {
        const start = index + match.indexOf(bare);
        yield { start, end: start + bare.length };
      }
      const named = match.search(END_OF_NAME);
      if (named >= 0) yield { start: index + named + 1, end };
    }
  }
  for (const { 0: address, index } of text.matchAll(ADDRESS))
    for (const { start, end } of address.includes('/') ? runsOf(address) : [])
      yield { start: index + start, end: index + end };
}

/** Several parts of an address as one value, which has such signs itself: a few neighbours, from each part on. */
function* runsOf(address: string): Generator<Span> {
  const starts = [0, ...Array.from(address.matchAll(BORDER), ({ 0: border, index }) => index + border.length)];
  const ends = [...Array.from(address.matchAll(SIGN), ({ index }) => index), address.length];
  let next = 0;
  for (const start of starts) {
    while ((ends[next] ?? Infinity) <= start) next++;
    for (const end of ends.slice(next, next + MOST_IN_RUN)) yield { start, end };
  }
}

interface Decoded {
  readonly value: string;
  readonly coding: Coding;
}

function decoded(text: string): readonly Decoded[] {
  if (text.length > MAX_LENGTH * 2) return [];
  return [
    ...codedAs('base64', fromBase64(text)),
    ...codedAs('percent', fromPercent(text)),
    ...leavesOf(text).flatMap((leaf) => codedAs('json', leaf)),
  ];
}

function codedAs(coding: Coding, value: string | undefined): Decoded[] {
  return value === undefined ? [] : [{ value, coding }];
}

const BASE64 = /^[A-Za-z0-9+/_-]{11,}={0,2}$/;

/** The text that base64 (or its form for addresses) stands for; undefined when that is no text. */
function fromBase64(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const value = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(value.replace(/[\r\n\t]/g, '')) ? undefined : value;
  } catch {
    return undefined;
  }
}

function fromPercent(text: string): string | undefined {
  if (!/%[\da-f]{2}/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The strings in a JSON text of an object or array. */
function leavesOf(text: string): readonly string[] {
  if (!/^\s*[[{"]/.test(text) || !/[\]}"]\s*$/.test(text)) return [];
  const leaves: string[] = [];
  try {
    JSON.parse(text, (_name, value: unknown) => {
      if (typeof value === 'string') leaves.push(value);
      return undefined;
    });
  } catch {
    return []; // no JSON, or nested without end (a RangeError)
  }
  return leaves;
}
