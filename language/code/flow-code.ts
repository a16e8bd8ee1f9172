import { type SourceDocument } from '../document/api.ts';
import { decodeJsonString } from '../document/json-string.ts';
import { type Span } from '../reference.ts';
import { type CodePlace } from './code.ts';
import { respell } from './respell.ts';

/** Which code of a flow file: a node's id stays when the node is moved or renamed. */
export interface CodeId {
  readonly node: string;
  readonly property: string;
}

/** Where code stands and what it is; or why that can't be told. */
export type FoundCode =
  | { readonly kind: 'found'; readonly place: CodePlace; readonly text: string }
  /** The node is gone, or it has no such property any more. */
  | { readonly kind: 'gone' }
  /** Several nodes have the id. */
  | { readonly kind: 'doubled' }
  /** The string has no end: someone is typing there. */
  | { readonly kind: 'torn' };

export function findCode(document: SourceDocument, { node, property }: CodeId): FoundCode {
  const [place, ...more] = [...document.codePlaces(node)].filter((candidate) => candidate.property === property);
  if (place === undefined) return { kind: 'gone' };
  if (more.length > 0) return { kind: 'doubled' };
  if (!place.closed) return { kind: 'torn' };
  const raw = document.slice(place.start, place.end);
  return { kind: 'found', place, text: decodeJsonString(raw, 0, raw.length).text };
}

/** What to put where in the flow file, so that the code becomes `text`; undefined when it is that already. */
export function codeEdit(
  document: SourceDocument,
  { start, end }: CodePlace,
  text: string,
): (Span & { readonly text: string }) | undefined {
  const raw = document.slice(start, end);
  const written = respell(raw, text, document.slice(0, start));
  return written === raw ? undefined : { start, end, text: written };
}
