import { type ClientCapabilities, type InitializeParams, MarkupKind } from 'vscode-languageserver';
import { type RuleSettings } from '../language/rules/settings.ts';
import { type InitializationOptions } from './protocol.ts';
import { rulesIn } from './settings.ts';

/** What the client can do, as far as answers depend on it. */
export interface ClientFeatures {
  /** It asks for findings; they are pushed otherwise (CONTRACTS 6). */
  readonly pullsDiagnostics: boolean;
  readonly diagnosticTags: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It tells of changed settings where it is asked to. */
  readonly tellsSettings: boolean;
  /** It can be asked for settings. */
  readonly givesSettings: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It can be told after its start for which folders' files there are lenses. */
  readonly registersCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly watchesFiles: boolean;
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  readonly markdown: boolean;
  readonly completionMarkdown: boolean;
  readonly locationLinks: boolean;
  readonly symbolTree: boolean;
  readonly codeActionLiterals: boolean;
  readonly codeActionRefusals: boolean;
  readonly versionedEdits: boolean;
  readonly preparesRename: boolean;
  /** It has the commands of CLIENT_COMMANDS. */
  readonly commands: boolean;
  /** More globs of files to read. */
  readonly files: readonly string[];
  /** What its user chose for rules when it started. */
  readonly rules: RuleSettings;
}

export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument }: ClientCapabilities = params.capabilities;
  const item = textDocument?.completion?.completionItem;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    diagnosticTags: (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.tagSupport !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    registersCodeLenses:
      (textDocument?.codeLens?.dynamicRegistration ?? false) &&
      (textDocument?.filters?.relativePatternSupport ?? false),
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    tellsSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    givesSettings: workspace?.configuration ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    completionMarkdown: item?.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
    locationLinks: textDocument?.definition?.linkSupport ?? false,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    codeActionRefusals: textDocument?.codeAction?.disabledSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    commands: options.commands === true,
    files: Array.isArray(options.files) ? options.files.filter((glob) => typeof glob === 'string') : [],
    rules: rulesIn(options),
  };
}
