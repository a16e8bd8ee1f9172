import { type Catalog } from '../../../language/catalog.ts';
import { createCodeDocument } from '../../../language/document/source-document.ts';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

const ROOTS = ['SECRETS', 'CREDENTIALS'];
/** A menu with more is of no use. */
const MOST = 100;

/** A value that a typed input of the type `global` may have. */
export interface GlobalKey {
  /** The whole value. */
  readonly value: string;
  readonly detail: string;
}

/** The references that begin with what is typed, whole: `SECRETS.DB.host`, `CREDENTIALS["alert-mails"].apiKey`. */
export function globalKeysFor(typed: string, catalog: Catalog): readonly GlobalKey[] {
  const roots = ROOTS.filter((root) => typed !== '' && root.startsWith(typed.toUpperCase()));
  const keys = roots.length > 0 ? roots.flatMap((root) => below(root, catalog)) : namesFor(typed, catalog);
  return keys.slice(0, MOST);
}

/** The names that fit what is typed of one; below a whole one, its own. */
function namesFor(typed: string, catalog: Catalog): readonly GlobalKey[] {
  return suggestions(typed, catalog).flatMap(({ key, suggestion }) => {
    const start = typed.slice(suggestion.span.start).toLowerCase();
    if (!suggestion.filterText.toLowerCase().startsWith(start)) return [];
    return key.value === typed ? below(typed, catalog) : [key];
  });
}

function below(value: string, catalog: Catalog): readonly GlobalKey[] {
  return suggestions(`${value}.`, catalog).map(({ key }) => key);
}

function suggestions(text: string, catalog: Catalog) {
  const document = createCodeDocument(text, { property: '', reader: 'global-key', site: { nodeId: '' } });
  return suggestionsAt(document, text.length, catalog).map((suggestion) => ({
    suggestion,
    key: { value: accept(text, suggestion), detail: suggestion.detail },
  }));
}

function accept(text: string, { span, removal, text: name, closers }: Suggestion): string {
  return text.slice(0, removal?.start ?? span.start) + name + closers;
}
