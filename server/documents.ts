import { TextDocuments } from 'vscode-languageserver';
import { type SourceDocument } from '../language/document/api.ts';
import { createDocument } from '../language/document/source-document.ts';
import { pathOfUri } from './uris.ts';

/** A document that the client has open: our chunked text, never the library's flat one (a keystroke costs its node). */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  /** Absolute; undefined for a document that is no file (`untitled:`). */
  readonly file: string | undefined;
  readonly version: number;
  /** Made anew when the configuration says that the file is to be read in another way. */
  source: SourceDocument;
  readAs: ReadAs;
}

/** How a file is read that only a binding or a setting names. */
type ReadAs = 'template' | 'script' | undefined;

export type OpenDocuments = TextDocuments<OpenDocument>;

export function openDocuments(readAs: (file: string) => ReadAs): OpenDocuments {
  return new TextDocuments<OpenDocument>({
    create(uri, languageId, version, content) {
      const file = pathOfUri(uri);
      const as = file === undefined ? undefined : readAs(file);
      return { uri, file, version, readAs: as, source: createDocument(file ?? nameFor(languageId), content, as) };
    },
    update(document, changes, version) {
      document.source.update(changes);
      return { ...document, version };
    },
  });
}

/** What an unsaved text is read as, by its language. */
function nameFor(languageId: string): string {
  return `untitled.${ENDINGS.get(languageId) ?? languageId}`;
}

const ENDINGS = new Map([
  ['javascript', 'js'],
  ['handlebars', 'hbs'],
  ['mustache', 'mustache'],
  ['jsonc', 'json'],
]);
