import { type Catalog } from '../../../language/catalog.ts';
import { type SourceDocument } from '../../../language/document/api.ts';
import { type Choice, choicesAt } from '../../../language/names/choices.ts';
import { missingClosers } from '../../../language/names/closers.ts';
import { kindsOf } from '../../../language/names/kinds.ts';
import { nameToType } from '../../../language/names/name-place.ts';
import { writeChoice, type WrittenChoice } from '../../../language/names/write-choice.ts';
import { type Span } from '../../../language/reference.ts';

/** A name that may stand where the cursor is, and what accepting it changes. */
export interface Suggestion extends WrittenChoice {
  readonly name: string;
  readonly kind: Choice['kind'];
  /** `text`, `JSON`, the type of a credential, `sealed field`: for people. */
  readonly detail: string;
  /** What its text replaces: the name, as far as it is typed. */
  readonly span: Span;
  /** Quote and bracket that are missing behind the name. */
  readonly closers: string;
}

/** The names of the catalog for the place at an offset, by name. */
export function suggestionsAt(document: SourceDocument, offset: number, catalog: Catalog): readonly Suggestion[] {
  const place = nameToType(document, offset);
  if (!place) return [];
  const closers = missingClosers(document, place, place.span.end);
  const found: Suggestion[] = [];
  for (const choice of choicesAt({ catalog, spaces: catalog.spaces }, place)) {
    const written = writeChoice(document, place, choice.name);
    if (!written) continue;
    found.push({
      ...written,
      name: choice.name,
      kind: choice.kind,
      detail: detailOf(choice),
      span: place.span,
      closers,
    });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function detailOf(choice: Choice): string {
  switch (choice.kind) {
    case 'secret':
    case 'path':
      return kindsOf(choice.candidate);
    case 'credential':
      return choice.credential.type;
    case 'field':
      return choice.sealed ? 'sealed field' : 'plain field';
  }
}
