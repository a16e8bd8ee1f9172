import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type FileRename, type RenameParams, type RenameResult, type RenameSymbol } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { guardOf, Refused } from '../delete-guard.ts';
import { requireOwner, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { Cancelled, UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { showPlaces } from '../references-view.ts';
import { askNewName } from './ask-name.ts';
import { fileNameOf, openDocument } from './documents.ts';
import { editFiles } from './edit-files.ts';
import { preview } from './preview.ts';
import { annotationText, detailText, leftText, questionText, refusalText, symbolText } from './rename-text.ts';
import { storeSteps, type StoreSteps } from './store-steps.ts';
import { plainText, visibleLines } from '../plain-text.ts';

/**
 * Renames a symbol everywhere. Nothing is written before the user has seen the plan; then both names are in the store, the
 * files are edited and saved, and the old name goes through the delete guard. So flows work at every point, and a rename
 * that was interrupted goes on when it is done again.
 * @throws Cancelled, UserError, StoreError
 */
export async function renameSymbolIn(app: App, project: Project, symbol: RenameSymbol): Promise<void> {
  requireTrust();
  const { root, kind, key, path, spaces } = symbol;
  const to = await askNewName(project, symbol);
  const params = { root, kind, key, path, spaces, to };
  const plan = await planOf(app, params);
  if (plan.refusals.length > 0) throw refusal(params, plan);
  for (const space of project.catalog.spaces) if (plan.spaces.includes(space.space)) requireOwner({ project, space });
  const files = await wantedFiles(app, params, plan);
  const steps = storeSteps(app, project, params, plan);
  await steps.check();
  await steps.ask();
  await carryOut(app, params, files, steps);
  await done(app, l10n.t('Renamed {0} to {1}.', symbolText(symbol), to));
}

function planOf(app: App, params: RenameParams): Thenable<RenameResult> {
  const title = plainText(l10n.t('Looking for what refers to {0}…', symbolText(params)));
  const options = { location: vscode.ProgressLocation.Window, title };
  return vscode.window.withProgress(options, (_progress, token) => app.server.rename(params, token));
}

function refusal(params: RenameParams, plan: RenameResult): UserError {
  const message = l10n.t('Can’t rename {0} to {1}: {2}', symbolText(params), params.to, refusalText(plan));
  const uri = plan.refusals.find((one) => one.uri !== undefined)?.uri;
  return new UserError(message, uri === undefined ? undefined : vscode.Uri.parse(uri).fsPath);
}

/** Shows what is going to happen, with all edits in the Refactor Preview if the user wants to see them. @throws Cancelled */
async function wantedFiles(app: App, params: RenameParams, plan: RenameResult): Promise<readonly FileRename[]> {
  const rename = l10n.t('Rename');
  const look = l10n.t('Preview…');
  const answer = await vscode.window.showInformationMessage(
    plainText(questionText(params, params.to, plan)),
    { modal: true, detail: visibleLines(detailText(plan, unsavedNames(plan))) },
    rename,
    ...(plan.files.length > 0 ? [look] : []),
  );
  if (answer === rename) return plan.files;
  if (answer !== look) throw new Cancelled();
  return preview(plan.files, app.previewFiles, annotationText(params, params.to, plan));
}

function unsavedNames({ files }: RenameResult): readonly string[] {
  return files.flatMap(({ uri }) => {
    const document = openDocument(uri);
    return document?.isDirty === true ? [fileNameOf(document.uri)] : [];
  });
}

async function carryOut(
  app: App,
  params: RenameParams,
  files: readonly FileRename[],
  steps: StoreSteps,
): Promise<void> {
  const title = plainText(l10n.t('Renaming {0} to {1}', symbolText(params), params.to));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    await vscode.window.withProgress(options, async (progress, token) => {
      for (const [index, copy] of steps.copies.entries()) {
        if (index === 0 && token.isCancellationRequested) throw new Cancelled();
        stopIfAsked(token, params);
        await copy();
      }
      stopIfAsked(token, params);
      progress.report({ message: l10n.t('changing files…') });
      const [first] = await editFiles(files);
      if (first !== undefined) throw notSaved(params, first);
      stopIfAsked(token, params);
      for (const end of steps.ends)
        await end((target) => guardOf(app, { root: params.root, target, subject: oldName(params) }));
    });
  } catch (error) {
    await app.projects.refresh();
    if (error instanceof Refused) {
      void tellStillUsed(params, error);
      throw new Cancelled();
    }
    throw error;
  }
}

/** Cancelled between two steps: flows work, and the next rename goes on from there. */
function stopIfAsked(token: vscode.CancellationToken, params: RenameParams): void {
  if (!token.isCancellationRequested) return;
  const message = l10n.t(
    'Stopped: {0} and {1} are both there. Rename it again to finish.',
    symbolText(params),
    params.to,
  );
  throw new UserError(message);
}

/** An unsaved editor counts as changed, but its file still refers to the old name. */
function notSaved(params: RenameParams, path: string): UserError {
  const message = l10n.t(
    '{0} could not be saved, so {1} stays beside {2}. Save it and rename again.',
    path,
    symbolText(params),
    params.to,
  );
  return new UserError(message, path);
}

function oldName(params: RenameParams): string {
  return l10n.t('the old name {0}', symbolText(params));
}

/** What was left out of the preview, or came meanwhile, keeps the old name. */
async function tellStillUsed(params: RenameParams, { usages }: Refused): Promise<void> {
  const show = l10n.t('Show References');
  const places = usages.references.length;
  const message = plainText(leftText(params, params.to, places));
  const answer = await vscode.window.showWarningMessage(message, ...(places > 0 ? [show] : []));
  if (answer === show) {
    await showPlaces(l10n.t('Uses of {0}', symbolText(params)), usages.references, usages.maybe);
  }
}
