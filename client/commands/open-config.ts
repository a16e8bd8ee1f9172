import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CONFIG_FILE } from '../../config/config.ts';
import { type App } from '../app.ts';
import { configUri } from '../config-file.ts';
import { projectTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';

/** Open flow-secrets.json. */
export async function openConfig(app: App, argument: unknown): Promise<void> {
  const project = await projectTarget(app, argument);
  if (project.state.configFile === undefined) {
    throw new UserError(l10n.t('{0} has no {1} yet: Create Store makes it.', project.name, CONFIG_FILE));
  }
  await vscode.window.showTextDocument(configUri(project));
}
