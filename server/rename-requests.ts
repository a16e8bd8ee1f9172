import { type CancellationToken, type Connection } from 'vscode-languageserver';
import { signalOf } from './cancellation.ts';
import {
  type FlowSymbol,
  type RenameParams,
  RenameRequest,
  type RenameResult,
  type SymbolAtParams,
  SymbolAtRequest,
} from './protocol.ts';
import { type Session } from './session.ts';
import { type Site } from './site.ts';

/** Loaded by the first question: most sessions rename nothing. */
const loadRename = () => import('./features/rename.ts');

/** Answers what is renamed and what that changes; LSP's own rename names the command that does it. */
export function onRename(connection: Connection, session: Session): void {
  const siteAt = async (uri: string, token: CancellationToken): Promise<Site | undefined> => {
    if (!session.documents.get(uri)) return undefined;
    await session.catalogsRead(token);
    await session.read(uri);
    return session.siteOf(uri);
  };
  connection.onRequest(
    SymbolAtRequest.method,
    async ({ uri, position }: SymbolAtParams, token: CancellationToken): Promise<FlowSymbol | null> => {
      const { symbolAt } = await loadRename();
      const site = await siteAt(uri, token);
      return site ? symbolAt(site, position) : null;
    },
  );
  connection.onRequest(
    RenameRequest.method,
    async ({ to, ...target }: RenameParams, token: CancellationToken): Promise<RenameResult> => {
      const { renameResult } = await loadRename();
      await session.allRead();
      const plan = await session.workspace.planRename(target, to, signalOf(token));
      return renameResult(session, target.root, plan);
    },
  );
  connection.onPrepareRename(async ({ textDocument, position }, token) => {
    const { symbolAt } = await loadRename();
    const site = await siteAt(textDocument.uri, token);
    const symbol = site && symbolAt(site, position);
    return symbol ? { range: symbol.range, placeholder: symbol.name } : null;
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const { refuseRename } = await loadRename();
    const site = await siteAt(textDocument.uri, token);
    return site ? refuseRename(site, position, newName) : null;
  });
}
