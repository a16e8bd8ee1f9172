import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CODE_SCHEME } from '../language/code/code-address.ts';
import { type App } from './app.ts';
import { type ClearResult, SecretClipboard } from './clipboard.ts';
import { CodeFiles } from './code/code-files.ts';
import { CodeLenses } from './code/code-lenses.ts';
import { CodeWatch } from './code/code-watch.ts';
import { KeptStamps } from './code/kept-stamps.ts';
import { COMMAND_IDS } from './commands/ids.ts';
import { COMMANDS } from './commands/table.ts';
import { run } from './errors.ts';
import { Identities, remindOfExport } from './identity.ts';
import { lockWhenIdle } from './auto-lock-window.ts';
import { KnownValues } from './known-values.ts';
import { LanguageServer } from './language-server.ts';
import { Projects } from './projects.ts';
import { LockItem } from './lock-item.ts';
import { PREVIEW_SCHEME, PreviewFiles } from './rename/preview-files.ts';
import { SymbolContext } from './rename/symbol-context.ts';
import { SpaceWarnings } from './space-warnings.ts';
import { StatusItem } from './status-item.ts';
import { restoreTables } from './reports/restore.ts';
import { Stores } from './stores.ts';
import { CredentialsTree } from './trees/credentials.ts';
import { Row } from './trees/rows.ts';
import { SpacesTree } from './trees/spaces.ts';
import { viewState } from './view-state.ts';

let active: App | undefined;

/** Wires the parts together; nothing is waited for. */
export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const log = vscode.window.createOutputChannel(l10n.t('Flow Secrets'), { log: true });
  const server = new LanguageServer(context, log);
  const stores = new Stores(new Identities(context));
  const projects = new Projects(server, stores, log);
  const app: App = {
    context,
    log,
    server,
    stores,
    projects,
    clipboard: new SecretClipboard(clipboardWorld(), tellCleared),
    previewFiles: new PreviewFiles(),
    spaces: new SpacesTree(projects),
    credentials: new CredentialsTree(projects),
  };
  active = app;
  context.subscriptions.push(
    log,
    projects,
    app.spaces,
    app.credentials,
    new StatusItem(server, log),
    new SpaceWarnings(projects),
    new LockItem(stores.identities, projects),
    lockWhenIdle(() => {
      if (!stores.identities.isLocked) void vscode.commands.executeCommand('flowSecrets.lock');
    }),
    ...registerCode(app),
    new SymbolContext(server),
    vscode.workspace.registerFileSystemProvider(PREVIEW_SCHEME, app.previewFiles, { isCaseSensitive: true }),
    new KnownValues(server, projects, log),
    ...registerCommands(app),
    ...registerEvents(app),
    ...restoreTables(app),
  );
  if (vscode.workspace.isTrusted) void run(log, 'remind', () => remindOfExport(stores.identities));
}

/** Waits for the server's end, and takes a copied value off the clipboard where it can. */
export async function deactivate(): Promise<void> {
  const app = active;
  active = undefined;
  await Promise.all([app?.clipboard.dispose(), app?.server.dispose()]);
}

function registerCommands(app: App): readonly vscode.Disposable[] {
  return COMMAND_IDS.map((id) =>
    vscode.commands.registerCommand(id, (argument: unknown) =>
      run(app.log, id, () => COMMANDS[id](app, argument instanceof Row ? argument.node : argument)),
    ),
  );
}

/** The code of flow files' nodes, in editors of its own. */
function registerCode({ context, server }: App): readonly { dispose(): unknown }[] {
  const files = new CodeFiles(new KeptStamps(context.workspaceState));
  const flows: vscode.DocumentSelector = { scheme: 'file', pattern: '**/*.json' };
  return [
    new CodeWatch(files),
    vscode.workspace.registerFileSystemProvider(CODE_SCHEME, files, { isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider(flows, new CodeLenses(server)),
  ];
}

function registerEvents(app: App): readonly vscode.Disposable[] {
  const { projects, server, spaces, credentials, clipboard } = app;
  const reread = (): void => {
    void server.reads(projects.globs());
  };
  return [
    projects.onDidChange(() => {
      spaces.refresh();
      credentials.refresh();
      void vscode.commands.executeCommand(
        'setContext',
        'flowSecrets.state',
        viewState(projects.reading, projects.facts()),
      );
      reread();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(reread),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('flowSecrets.files')) reread();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void projects.refresh()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void clipboard.focused();
    }),
  ];
}

function clipboardWorld(): ConstructorParameters<typeof SecretClipboard>[0] {
  return {
    read: async () => vscode.env.clipboard.readText(),
    write: async (text) => vscode.env.clipboard.writeText(text),
    after: (ms, action) => {
      const timer = setTimeout(action, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

function tellCleared(result: ClearResult): void {
  if (result === 'cleared') vscode.window.setStatusBarMessage(l10n.t('The clipboard was cleared.'), 5_000);
  if (result !== 'failed') return;
  void vscode.window.showWarningMessage(
    l10n.t(
      'The clipboard can’t be read now, so the copied value may remain on it. It is tried again when this window has the focus.',
    ),
  );
}
