import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { errorCode } from '../../store/catalog/store-folder.ts';
import { type ImportPreview } from '../../store/files/import.ts';
import { type ImportedSecret, readImport } from '../../store/transfer/read-import.ts';
import { lineNumbers } from '../../store/transfer/dotenv.ts';
import { type App } from '../app.ts';
import { type Choice, pickMany } from '../dialogs/pick.ts';
import { requireOwner, spaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { Cancelled, UserError } from '../errors.ts';
import { busy } from '../progress.ts';

/** Import Secrets: takes what the user ticks of a .env, JSON or SOPS file into a space, as one version. */
export async function importSecrets(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Import Secrets');
  const target = await spaceTarget(app, argument, title);
  requireOwner(target);
  const { project, space } = target;
  const file = await askFile(project.root, title);
  const { identities } = await app.stores.identities.load();
  const { secrets, skippedLines } = await readImport(file, await textOf(file), identities);
  const preview = await busy(() => project.store.previewImport(space.space, secrets));
  const skipped = skippedText(skippedLines);
  const open = preview.filter(({ state }) => state !== 'same');
  if (open.length === 0) {
    const same = l10n.t('{0} has all {1} secrets of the file already.', space.space, preview.length);
    return done(app, `${same}${skipped}`);
  }
  const placeholder = l10n.t(
    '{0}: which of these? {1} are the same already.',
    space.space,
    preview.length - open.length,
  );
  const chosen = new Set(await pickMany(open.map(choiceOf), { title, placeholder: `${placeholder}${skipped}` }));
  const taken = secrets.filter(({ key }: ImportedSecret) => chosen.has(key));
  const { version } = await busy(() => project.store.importSecrets(space.space, taken));
  await done(
    app,
    `${l10n.t('Imported {0} secrets into {1} (version {2}).', taken.length, space.space, version)}${skipped}`,
  );
}

/** A line that was meant for a secret must not be missed without a word; what it says may be a value. */
function skippedText(lines: readonly number[]): string {
  return lines.length === 0 ? '' : ` ${l10n.t('No NAME=value in {0} of the file.', lineNumbers(lines))}`;
}

/** New ones are ticked; what would replace a value is the user's to tick. */
function choiceOf({ key, state }: ImportPreview): Choice<string> {
  return state === 'new'
    ? { label: key, description: l10n.t('new'), picked: true, value: key }
    : { label: key, description: l10n.t('has another value: it would be replaced'), value: key };
}

/** @throws Cancelled */
async function askFile(root: string, title: string): Promise<string> {
  const openLabel = l10n.t('Import');
  const chosen = await vscode.window.showOpenDialog({ title, openLabel, defaultUri: vscode.Uri.file(root) });
  const uri = chosen?.[0];
  if (!uri) throw new Cancelled();
  return uri.fsPath;
}

/** Read past the editor, which would keep a copy. */
async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const reason = error instanceof TypeError ? l10n.t('it is not UTF-8 text') : errorCode(error);
    throw new UserError(l10n.t('{0} can’t be read: {1}.', file, reason));
  }
}
