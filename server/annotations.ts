import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from 'vscode-languageserver';
import { Coalesced } from './coalesced.ts';
import { type Session } from './session.ts';

/** Changes within this many milliseconds are told together: what is said of uses may lag behind the typing. */
const GATHER = 300;

/**
 * Tells a client to ask again where what it shows depends on other files: uses in a file of the store that is open, and
 * what spaces lack. Texts that it changes itself it asks about anyway.
 */
export function refreshAnnotations(connection: Connection, session: Session): void {
  const { client } = session;
  const ask = (is: boolean, method: string) => {
    // A client that is just closing refuses; it does not need to be told then.
    if (is) connection.sendRequest(method).catch(() => undefined);
  };
  let shown = '';
  const uses = new Coalesced(GATHER, () => {
    const now = usesShown(session);
    if (now === shown) return;
    shown = now;
    ask(client.refreshesCodeLenses, CodeLensRefreshRequest.method);
    if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
  });
  const hints = new Coalesced(GATHER, () => {
    ask(client.refreshesInlayHints, InlayHintRefreshRequest.method);
  });
  session.onDidChange(({ catalog }) => {
    uses.call();
    if (catalog) hints.call();
  });
}

/** What is to be said of uses in the files of the store that are open; empty when none is. */
function usesShown({ documents, workspace }: Session): string {
  const shown = documents.all().flatMap(({ file }) => {
    const uses = file === undefined ? undefined : workspace.storeUses(file)?.uses;
    if (file === undefined || uses === undefined) return [];
    return [[workspace.findings(file).length, uses.map(({ count, dynamic }) => [count, dynamic])]];
  });
  return shown.length === 0 ? '' : JSON.stringify(shown);
}
