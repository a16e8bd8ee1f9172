import { TextDocuments } from 'vscode-languageserver';
import { type SourceDocument } from '../language/document/api.ts';
import { type CodeOf } from '../workspace/api.ts';
import { createCodeDocument, createDocument } from '../language/document/source-document.ts';
import { type CodeFile, codeOfUri, pathOfUri } from './uris.ts';

/** A document that the client has open: our chunked text, never the library's flat one (a keystroke costs its node). */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  /** Absolute; undefined for a document that is no file (`untitled:`). */
  readonly file: string | undefined;
  /** Of a code editor: which property it shows. */
  readonly code?: CodeOf;
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
      const shown = codeOfUri(uri);
      if (shown) return openCode(shown, uri, version, content);
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

function openCode({ flow, file, code }: CodeFile, uri: string, version: number, content: string): OpenDocument {
  const { property, site } = code;
  const source = createCodeDocument(content, code);
  return { uri, file, code: { flow, node: site.nodeId, property }, version, readAs: undefined, source };
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
