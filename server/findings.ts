import {
  CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { Changes } from './changes.ts';
import { Coalesced } from './coalesced.ts';
import { resultIdOf, toDiagnostic } from './diagnostics.ts';
import { type OpenDocument } from './documents.ts';
import { FileReports } from './file-reports.ts';
import { type Session } from './session.ts';
import { pathOfUri } from './uris.ts';

/** Changes of the catalog within this many milliseconds are told once. */
const GATHER = 30;

/** The findings of a file, as the client shows them. */
function diagnosticsOf(session: Session, file: string | undefined): Diagnostic[] {
  if (file === undefined) return [];
  return session.workspace.findings(file).map((finding) => toDiagnostic(finding, session.client));
}

/** Answers a pulling client; "unchanged" where it has the same findings already. A closed file is as it is on disk. */
export async function pullDiagnostics(
  session: Session,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  await session.catalogsRead(token);
  await session.read(uri);
  const document = session.documents.get(uri);
  const file = document ? document.file : pathOfUri(uri);
  if (file !== undefined && dependsOnOthers(session, file, document)) {
    await session.indexed(token);
    await session.allRead();
  }
  const items = diagnosticsOf(session, file);
  const resultId = session.documents.get(uri) ? session.pulled.resultIdOf(uri, items) : resultIdOf(items);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** What is unused in a file of the store depends on all others; what is ignored in a node's code, on the flow file. */
function dependsOnOthers({ workspace }: Session, file: string, document: OpenDocument | undefined): boolean {
  return document?.code !== undefined || workspace.storeUses(file) !== undefined;
}

/** Tells a pulling client to ask again when the catalog, the configuration or what is known of values changed: texts it knows itself. */
export function refreshOnChange(connection: Connection, session: Session): void {
  if (!session.client.refreshesDiagnostics) return;
  const refresh = new Coalesced(GATHER, () => {
    // A client that is just closing refuses; it does not need to be told then.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  });
  session.onDidChange(({ catalog, leaks }) => {
    if (catalog || leaks === true) refresh.call();
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
    await connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, document.file) });
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
  session.onDidChange(({ catalog, leaks }) => {
    if (catalog || leaks === true) note(session.documents.keys());
  });
}

/** Sends the findings of closed files to a client that can't pull: at first all, then what changes. */
export async function pushClosed(connection: Connection, session: Session): Promise<void> {
  const reports = new FileReports(session, () => true);
  const changes = new Changes(session, CancellationToken.None);
  const push = async (paths: ReadonlySet<string>) => {
    const left = new Set(session.left);
    session.left.clear();
    for await (const { uri, items, unchanged } of reports.of(new Set([...paths, ...left]), left)) {
      if (!unchanged) await connection.sendDiagnostics({ uri, diagnostics: items });
    }
  };
  await session.indexed(CancellationToken.None);
  await push(reports.paths());
  while (await changes.next()) {
    await session.indexed(CancellationToken.None);
    await push(reports.touchedBy(changes.take()));
  }
}

/** Before the first look at the store nothing is said: the change that follows it is told. */
function isJudged(session: Session, { file }: OpenDocument): boolean {
  const project = file === undefined ? undefined : session.workspace.projectOf(file);
  return project === undefined || session.workspace.catalogOf(project) !== undefined;
}
