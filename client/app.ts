import type * as vscode from 'vscode';
import { type SecretClipboard } from './clipboard.ts';
import { type LanguageServer } from './language-server.ts';
import { type Projects } from './projects.ts';
import { type PreviewFiles } from './rename/preview-files.ts';
import { type Stores } from './stores.ts';
import { type CredentialsTree } from './trees/credentials.ts';
import { type SpacesTree } from './trees/spaces.ts';

/** What commands work with; made once by activate(). */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly stores: Stores;
  readonly projects: Projects;
  readonly clipboard: SecretClipboard;
  readonly previewFiles: PreviewFiles;
  readonly spaces: SpacesTree;
  readonly credentials: CredentialsTree;
}
