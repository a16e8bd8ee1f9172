import {
  CancellationToken,
  type Connection,
  type InitializeParams,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { refreshAnnotations } from './annotations.ts';
import { signalOf } from './cancellation.ts';
import { type ClientFeatures } from './client-features.ts';
import { Coalesced } from './coalesced.ts';
import { parseCatalog } from './catalog-message.ts';
import { codePlaces } from './features/code-places.ts';
import { codeLens } from './features/code-lens.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { fileState, NO_STATE } from './features/file-state.ts';
import { inlayHint } from './features/inlay-hint.ts';
import { projects } from './features/projects.ts';
import { references } from './features/references.ts';
import { DocumentTokens, tokensIn } from './features/semantic-tokens.ts';
import { usages } from './features/usages.ts';
import { pullDiagnostics, pushClosed, pushOnChange, refreshOnChange } from './findings.ts';
import { askClientForValues } from './known-values.ts';
import {
  CatalogNotification,
  type CatalogParams,
  ChangedNotification,
  type CodePlacesParams,
  CodePlacesRequest,
  type CodePlaceState,
  type FileState,
  type FileStateParams,
  FileStateRequest,
  type LiteralParams,
  LiteralRequest,
  type LiteralResult,
  type ProjectState,
  ProjectsRequest,
  type UsagesParams,
  UsagesRequest,
  type UsagesResult,
} from './protocol.ts';
import { onRename } from './rename-requests.ts';
import { Session } from './session.ts';
import { onSettings } from './settings.ts';
import { type Site } from './site.ts';
import { pathOfUri } from './uris.ts';
import { StoreLenses } from './store-lenses.ts';
import { Watching } from './watch.ts';
import { pullWorkspace } from './workspace-findings.ts';

/** The client asks for counts again at most this often; milliseconds. */
const CHANGED_EVERY = 150;

/** Wires the messages of a client that has been answered to the features. */
export function serve(connection: Connection, client: ClientFeatures, params: InitializeParams): void {
  const session = new Session(client, foldersOf(params));
  session.documents.listen(connection);
  onLanguageRequests(connection, session);
  onSemanticTokens(connection, session);
  onOwnMessages(connection, session);
  onRename(connection, session);
  onFindings(connection, session);
  refreshAnnotations(connection, session);
  const watchSettings = onSettings(connection, session);
  askClientForValues(connection, session);
  connection.onInitialized(() => {
    watchSettings();
    onFolders(connection, session);
  });
}

/** The workspace folders; a single root is what older editors send. */
function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return pathsOf(params.workspaceFolders);
  const { rootUri }: { readonly rootUri: string | null } = params;
  return rootUri === null ? [] : pathsOf([{ uri: rootUri }]);
}

function pathsOf(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.flatMap(({ uri }) => pathOfUri(uri) ?? []);
}

interface AtDocument {
  readonly textDocument: TextDocumentIdentifier;
}

function onLanguageRequests(connection: Connection, session: Session): void {
  /** A request about a document that is not open has nothing to say. */
  const at =
    <P extends AtDocument, R>(feature: (site: Site, params: P) => R | Promise<R>) =>
    async (params: P, token: CancellationToken): Promise<R | null> => {
      if (!session.documents.get(params.textDocument.uri)) return null;
      await session.catalogsRead(token);
      await session.read(params.textDocument.uri);
      const site = session.siteOf(params.textDocument.uri);
      return site ? feature(site, params) : null;
    };
  /** What only a person's question needs is loaded by the first one. */
  const late =
    <P extends AtDocument, R>(load: () => Promise<(site: Site, params: P) => R | Promise<R>>) =>
    async (params: P, token: CancellationToken): Promise<R | null> =>
      at(await load())(params, token);
  connection.onCompletion(late(async () => (await import('./features/completion.ts')).completion));
  connection.languages.inlineCompletion.on(
    late(async () => (await import('./features/inline-completion.ts')).inlineCompletion),
  );
  connection.onHover(late(async () => (await import('./features/hover.ts')).hover));
  connection.onCodeAction(late(async () => (await import('./features/code-action.ts')).codeAction));
  connection.onDefinition(at((site, { position }) => definition(site, position)));
  connection.onDocumentHighlight(at((site, { position }) => documentHighlight(site, position)));
  connection.onDocumentSymbol(late(async () => (await import('./features/document-symbol.ts')).documentSymbol));
  connection.languages.inlayHint.on(at(inlayHint));
  connection.onCodeLens(async (params, token) => {
    await session.indexed(token);
    await session.allRead();
    return at(codeLens)(params, token);
  });
  connection.onReferences(async (params, token) => {
    await session.indexed(token);
    await session.allRead();
    return at(references)(params, token);
  });
}

/** Tokens depend on the text alone: they wait for no catalog, and those of a range not for the rest of the document. */
function onSemanticTokens(connection: Connection, session: Session): void {
  const { semanticTokens } = connection.languages;
  const tokens = new DocumentTokens();
  const wholeOf = async (uri: string) => {
    await session.read(uri);
    return session.documents.get(uri)?.source;
  };
  semanticTokens.on(async ({ textDocument: { uri } }) => {
    const source = await wholeOf(uri);
    return source ? tokens.full(uri, source) : null;
  });
  semanticTokens.onDelta(async ({ textDocument: { uri }, previousResultId }) => {
    const source = await wholeOf(uri);
    return source ? tokens.delta(uri, source, previousResultId) : null;
  });
  semanticTokens.onRange(({ textDocument: { uri }, range }) => {
    const source = session.documents.get(uri)?.source;
    return source ? tokensIn(source, range) : null;
  });
  session.documents.onDidClose(({ document: { uri } }) => {
    tokens.forget(uri);
  });
}

/** By name: client and server libraries bring protocol packages of their own, whose types are not the same classes. */
function onOwnMessages(connection: Connection, session: Session): void {
  const uriOf = (path: string) => session.uriOf(path);
  connection.onRequest(
    UsagesRequest.method,
    async (params: UsagesParams, token: CancellationToken): Promise<UsagesResult> => {
      if (!params.fresh) await session.checked(token);
      await session.allRead();
      return usages(session.workspace, uriOf, params, signalOf(token));
    },
  );
  connection.onRequest(FileStateRequest.method, async ({ uri }: FileStateParams): Promise<FileState> => {
    await session.catalogsRead(CancellationToken.None);
    const site = session.siteOf(uri);
    return site ? fileState(site) : NO_STATE;
  });
  connection.onRequest(CodePlacesRequest.method, ({ uri, of }: CodePlacesParams): readonly CodePlaceState[] => {
    const source = session.documents.get(uri)?.source;
    return source ? codePlaces(source, of) : [];
  });
  connection.onRequest(LiteralRequest.method, async (params: LiteralParams): Promise<LiteralResult> => {
    const { literal } = await import('./features/literal.ts');
    await session.read(params.uri);
    const site = session.siteOf(params.uri);
    return site ? literal(site, params) : { refusal: 'The file is not open as a flow, template or script.' };
  });
  connection.onNotification(CatalogNotification.method, ({ root, catalog }: CatalogParams) => {
    session.workspace.setCatalog(root, parseCatalog(catalog));
  });
  let isAsked = false;
  connection.onRequest(ProjectsRequest.method, async (): Promise<readonly ProjectState[]> => {
    isAsked = true;
    await session.checked(CancellationToken.None);
    await session.allRead();
    return projects(session.workspace, uriOf);
  });
  const changed = new Coalesced(CHANGED_EVERY, () => void connection.sendNotification(ChangedNotification.method, {}));
  session.onDidChange(() => {
    if (isAsked) changed.call();
  });
}

function onFindings(connection: Connection, session: Session): void {
  if (!session.client.pullsDiagnostics) {
    pushOnChange(connection, session);
    pushClosed(connection, session).catch((error: unknown) => {
      connection.console.warn(`Closed files are not reported: ${reasonOf(error)}`);
    });
    return;
  }
  const { diagnostics } = connection.languages;
  diagnostics.on((params, token) => pullDiagnostics(session, params, token));
  diagnostics.onWorkspace((params, token, _progress, partial) => pullWorkspace(session, params, token, partial));
  refreshOnChange(connection, session);
}

function onFolders(connection: Connection, session: Session): void {
  const watching = new Watching(connection, session);
  const lenses = new StoreLenses(connection, session);
  const update = () => {
    watching.update().catch((error: unknown) => {
      connection.console.warn(`Files are not watched: ${reasonOf(error)}`);
    });
    lenses.update().catch((error: unknown) => {
      connection.console.warn(`Uses are not shown in the stores’ files: ${reasonOf(error)}`);
    });
  };
  update();
  session.onDidChange(({ catalog }) => {
    if (catalog) update();
  });
  if (!session.client.workspaceFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(pathsOf(removed));
    const stay = session.folders.filter((folder) => !gone.has(folder));
    session.setFolders([...new Set([...stay, ...pathsOf(added)])]);
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason given';
}
