import { createHash } from 'node:crypto';
import { type DocumentPart } from '../../language/document/api.ts';
import { type Literal } from '../../language/literals/literal.ts';
import { literalsOfPart } from '../../language/literals/of-part.ts';
import { type Piece, piecesOf } from '../../language/literals/pieces.ts';

/** A piece of a literal by its digest; the text itself is not kept. */
export interface DigestPlace extends Omit<Piece, 'text'> {
  readonly digest: string;
  /** Of the literal in its part: they are read in the same order each time. */
  readonly literal: number;
}

/** SHA-256 of a text's UTF-8, base64url: the same as the store makes of its values (store/files/value-digests.ts). */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The digests of what may be a value in a part of a document. */
export function* digestsOf(part: DocumentPart): Generator<DigestPlace> {
  let literal = 0;
  for (const { text, isTree } of literalsOfPart(part)) {
    // Its texts are literals of their own.
    for (const { text: piece, start, end, coding } of isTree === true ? [] : piecesOf(text))
      yield { digest: digestOf(piece), literal, start, end, coding };
    literal++;
  }
}

/** The literals at these indexes of a part. */
export function literalsAt(part: DocumentPart, indexes: ReadonlySet<number>): ReadonlyMap<number, Literal> {
  const found = new Map<number, Literal>();
  let index = 0;
  for (const literal of literalsOfPart(part)) {
    if (indexes.has(index)) found.set(index, literal);
    index++;
  }
  return found;
}
