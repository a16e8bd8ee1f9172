import { dirname, extname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isIgnored, whyGitIsSilent } from '../../store/git/ignored.ts';
import { saveExport } from '../../store/transfer/save-export.ts';
import { writeExport } from '../../store/transfer/write-export.ts';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { requireOwner, spaceTarget } from '../dialogs/targets.ts';
import { Cancelled, UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { plainText } from '../plain-text.ts';

/** Export Values: a space in clear, to a new file that git ignores and its user alone can read. */
export async function exportSecrets(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Export Values');
  const target = await spaceTarget(app, argument, title);
  requireOwner(target);
  const { project, space } = target;
  const file = await askFile(project, title);
  if (!(await isIgnored(file))) {
    const silent = await whyGitIsSilent(dirname(file));
    if (silent !== undefined) {
      throw new UserError(l10n.t('Nobody knows whether git ignores {0}, so nothing was written. {1}', file, silent));
    }
    const why = l10n.t('git does not ignore {0}, so the values would end up in the repository.', file);
    throw new UserError(l10n.t('{0} Add it to .gitignore first, or choose a place outside.', why));
  }
  const count = space.secrets.length;
  const question = l10n.t('Write the values of {0} secrets of {1} IN CLEAR?', count, space.space);
  const detail = [file, l10n.t('Whoever reads this file has them all. Delete it when you are done with it.')];
  await confirm(question, detail.join('\n\n'), l10n.t('Write Values'));
  const secrets = await project.store.exportSecrets(space.space);
  await saveExport(file, writeExport(secrets, extname(file) === '.json' ? 'json' : 'env'));
  // What lies about in clear outlives the status bar.
  void vscode.window.showWarningMessage(
    plainText(l10n.t('{0} holds {1} values in clear: delete it when you are done with it.', file, secrets.length)),
  );
}

/** @throws Cancelled */
async function askFile({ root }: Project, title: string): Promise<string> {
  const uri = await vscode.window.showSaveDialog({
    title,
    saveLabel: l10n.t('Export'),
    defaultUri: vscode.Uri.file(join(root, 'values.env')),
    filters: { [l10n.t('.env file')]: ['env'], [l10n.t('JSON')]: ['json'] },
  });
  if (!uri) throw new Cancelled();
  return uri.fsPath;
}
