import { type Range } from 'vscode-languageserver';
import { type SourceDocument } from '../language/document/api.ts';
import { type Span } from '../language/reference.ts';
import { type FileSystem, type WorkspaceApi } from '../workspace/api.ts';
import { type ClientFeatures } from './client-features.ts';

/** What a request about an open document stands on. */
export interface Site {
  readonly workspace: WorkspaceApi;
  readonly client: ClientFeatures;
  readonly files: FileSystem;
  readonly document: SourceDocument;
  readonly uri: string;
  readonly version: number;
  /** Absolute; for a document that is no file its address. */
  readonly path: string;
  /** The address of a file, as the client spells it where the file is open. */
  uriOf(path: string): string;
  /** True when every file has been read: counts are whole then. */
  readonly indexed: boolean;
}

export function rangeOf(document: SourceDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}
