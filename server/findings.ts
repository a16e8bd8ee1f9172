import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { Coalesced } from './coalesced.ts';
import { resultIdOf, toDiagnostic } from './diagnostics.ts';
import { type OpenDocument } from './documents.ts';
import { type Session } from './session.ts';

/** Changes of the catalog within this many milliseconds are told once. */
const GATHER = 30;

/** The findings of an open document, as the client shows them. */
function diagnosticsOf(session: Session, { file, source }: OpenDocument): Diagnostic[] {
  if (file === undefined) return [];
  return session.workspace.findings(file).map((finding) => toDiagnostic(source, finding));
}

/** Answers a pulling client; "unchanged" where it has the same findings already. */
export async function pullDiagnostics(
  session: Session,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  await session.catalogsRead(token);
  await session.read(uri);
  const document = session.documents.get(uri);
  const items = document ? diagnosticsOf(session, document) : [];
  const resultId = resultIdOf(items);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Tells a pulling client to ask again when the catalog or configuration changed: texts it knows itself. */
export function refreshOnChange(connection: Connection, session: Session): void {
  if (!session.client.refreshesDiagnostics) return;
  const refresh = new Coalesced(GATHER, () => {
    // A client that is just closing refuses; it does not need to be told then.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  });
  session.onDidChange(({ catalog }) => {
    if (catalog) refresh.call();
  });
}

/** Sends findings to a client that can't pull, once per change of a text or of the catalog. */
export function pushOnChange(connection: Connection, session: Session): void {
  const due = new Set<string>();
  const push = new Coalesced(GATHER, () => {
    const uris = [...due];
    due.clear();
    for (const uri of uris) void pushOne(uri);
  });
  const pushOne = async (uri: string) => {
    await session.read(uri);
    const document = session.documents.get(uri);
    if (!document || !isJudged(session, document)) return;
    const { version } = document;
    await connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, document) });
  };
  const note = (uris: readonly string[]) => {
    for (const uri of uris) due.add(uri);
    push.call();
  };
  session.documents.onDidChangeContent(({ document }) => {
    note([document.uri]);
  });
  session.documents.onDidClose(({ document: { uri } }) => {
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  session.onDidChange(({ catalog }) => {
    if (catalog) note(session.documents.keys());
  });
}

/** Before the first look at the store nothing is said: the change that follows it is told. */
function isJudged(session: Session, { file }: OpenDocument): boolean {
  const project = file === undefined ? undefined : session.workspace.projectOf(file);
  return project === undefined || session.workspace.catalogOf(project) !== undefined;
}
