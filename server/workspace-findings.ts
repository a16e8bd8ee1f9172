import {
  type CancellationToken,
  CancellationTokenSource,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { Changes } from './changes.ts';
import { type FileReport, FileReports } from './file-reports.ts';
import { type Session } from './session.ts';
import { pathOfUri } from './uris.ts';

/** Reports in one message. */
const CHUNK = 100;

type Reporter = ResultProgressReporter<WorkspaceDiagnosticReport>;

/**
 * Answers a client that asks for the findings of all files: those of closed files, and of open documents that it did not
 * pull. Where it takes partial results and has everything already, the request stays open and what changes is streamed,
 * until it is cancelled or a document is closed: VS Code then forgets what it knows of that one and asks again.
 */
export async function pullWorkspace(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  progress: Reporter | undefined,
): Promise<WorkspaceDiagnosticReport> {
  const told = previousResultIds.flatMap(({ uri, value }) => {
    const path = pathOfUri(uri);
    return path === undefined ? [] : [[path, { uri, resultId: value }] as const];
  });
  const over = new CancellationTokenSource();
  const end = () => {
    over.cancel();
  };
  const subscriptions = [token.onCancellationRequested(end), session.documents.onDidClose(end)];
  const changes = new Changes(session, over.token);
  try {
    await session.indexed(token);
    const reports = new FileReports(session, (uri) => session.pulled.has(uri), new Map(told));
    const left = new Set(session.left);
    const first = await gather(reports.of(new Set([...reports.paths(), ...left]), left), token, progress);
    for (const path of left) session.left.delete(path);
    if (!progress || first.hasNews || !session.isToldAll) {
      session.isToldAll = true;
      return { items: first.items };
    }
    while (await changes.next()) {
      await session.indexed(token);
      const news = await gather(reports.of(reports.touchedBy(changes.take())), token, progress);
      if (news.hasNews) progress.report({ items: news.items });
    }
    if (token.isCancellationRequested) throw cancelled();
    return { items: [] };
  } finally {
    for (const subscription of [...subscriptions, changes]) subscription.dispose();
  }
}

/** Collects reports; whole chunks are sent ahead to a client that takes partial results. */
async function gather(
  reports: AsyncGenerator<FileReport>,
  token: CancellationToken,
  progress: Reporter | undefined,
): Promise<{ readonly items: WorkspaceDocumentDiagnosticReport[]; readonly hasNews: boolean }> {
  let items: WorkspaceDocumentDiagnosticReport[] = [];
  let hasNews = false;
  for await (const report of reports) {
    if (token.isCancellationRequested) throw cancelled();
    hasNews ||= !report.unchanged;
    items.push(toProtocol(report));
    if (!progress || items.length < CHUNK) continue;
    progress.report({ items });
    items = [];
  }
  return { items, hasNews };
}

function toProtocol({ uri, version, resultId, items, unchanged }: FileReport): WorkspaceDocumentDiagnosticReport {
  if (unchanged && resultId !== undefined) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
  }
  return {
    kind: DocumentDiagnosticReportKind.Full,
    uri,
    version,
    items,
    ...(resultId === undefined ? {} : { resultId }),
  };
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
