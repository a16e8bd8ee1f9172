import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { type ClientFeatures } from './client-features.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './features/semantic-token-legend.ts';

/** What the server tells a client that it can do. */
export function capabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: ['.', '"', "'", '`', '[', '{'] },
    inlineCompletionProvider: true,
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    // Where the client lets us, for the stores' files alone (store-lenses.ts).
    ...(client.registersCodeLenses ? {} : { codeLensProvider: {} }),
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorExtract] },
    // A client with our commands renames by them: the store changes with the files.
    ...(client.commands ? {} : { renameProvider: client.preparesRename ? { prepareProvider: true } : true }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'flow-secrets',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
  };
}
