import { spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CODE_SCHEME } from '../language/code/code-address.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { ANNOTATIONS } from './annotations.ts';
import { type InitializationOptions } from '../server/protocol.ts';
import {
  type DocumentSelector,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
} from 'vscode-languageclient/node';

const SERVER = 'dist/flow-secrets-language-server.cjs';
/** Endings of the files that are read anyway (CONTRACTS, Which files are looked at). */
const ENDINGS = '**/*.{json,mustache,hbs,handlebars,tmpl,js,mjs,cjs,yaml,yml}';
const MAX_RESTARTS = 4;

/**
 * @param globs more files that are read, relative to a folder: what bindings and the setting name
 * @returns a client that is not started yet
 */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  globs: readonly FolderGlob[],
): LanguageClient {
  const initializationOptions: InitializationOptions = {
    commands: true,
    files: settingFiles(),
    rules: settingRules(),
  };
  const options: LanguageClientOptions = {
    documentSelector: selectorOf(globs),
    initializationOptions,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    connectionOptions: { maxRestartCount: MAX_RESTARTS },
    // A tab that is not loaded yet is a closed file, whose findings come with those of the workspace.
    middleware: { ...semanticTokens, ...ANNOTATIONS },
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
  const name = l10n.t('Flow Secrets');
  return new LanguageClient('flowSecrets', name, serverOptions(context.asAbsolutePath(SERVER)), options);
}

/** A glob and the folder that it is relative to. */
export interface FolderGlob {
  readonly folder: string;
  readonly glob: string;
}

/** The setting `flowSecrets.files`. */
export function settingFiles(): readonly string[] {
  return vscode.workspace.getConfiguration('flowSecrets').get<readonly string[]>('files', []);
}

/** What the server begins with; it asks to be told of changes itself. */
function settingRules(): Readonly<Record<string, string>> {
  return vscode.workspace.getConfiguration().get<Readonly<Record<string, string>>>('flowSecrets.rules', {});
}

/** Files inside the workspace, and code of flow files, only: a keys file elsewhere that someone opens is nothing for the server. */
function selectorOf(globs: readonly FolderGlob[]): DocumentSelector {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const patterns = [
    ...folders.flatMap((folder) =>
      [ENDINGS, ...settingFiles()].map((pattern) => ({ baseUri: folder.uri.toString(), pattern })),
    ),
    ...globs.map(({ folder, glob }) => ({ baseUri: vscode.Uri.file(folder).toString(), pattern: glob })),
  ];
  return [...patterns.map((pattern) => ({ scheme: 'file', pattern })), { scheme: CODE_SCHEME }];
}

/** A process of our own making, because the client's own options can only add to the environment, not take away. */
function serverOptions(module: string): ServerOptions {
  return () => {
    const child = spawn(process.execPath, [module, '--stdio'], { env: serverEnvironment(), stdio: 'pipe' });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => {
        resolve(child);
      });
    });
  };
}

/** No identity and no token reaches the server (CONTRACTS 12). */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(SOPS|VAULT|BAO)_/i.test(name));
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}
