import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type UsagesParams, type UsagesResult } from '../server/protocol.ts';
import { type Guard } from '../store/store.ts';
import { type App } from './app.ts';
import { confirm } from './dialogs/confirm.ts';
import { Cancelled, traceOf, UserError } from './errors.ts';
import { showPlaces } from './references-view.ts';
import { maybeDetail, refusalDetail, refusalTitle, verdictOf } from './usage-text.ts';
import { plainText, visibleLines } from './plain-text.ts';

/** A look that ends within this time shows no progress. */
const QUICK_MS = 500;

/** What is to be deleted. */
export interface Deletion {
  readonly root: string;
  readonly target: UsagesParams['target'];
  /** `secret MAM_API_KEY of Acme - DEV`, for people. */
  readonly subject: string;
}

/** Thrown under the store's lock: what the last look found forbids the deletion. */
export class Refused extends Error {
  readonly usages: UsagesResult;
  constructor(usages: UsagesResult) {
    super('Refused');
    this.name = 'Refused';
    this.usages = usages;
  }
}

/**
 * Asks the index, then the user, then runs `write` with the guard for the store's lock: the answer that counts is taken
 * there, just before the write (DESIGN, promise 3). A refusal tells what uses it.
 * @throws Cancelled when refused (the user has been told) or declined
 */
export async function guarded(app: App, deletion: Deletion, write: (guard: Guard) => Promise<void>): Promise<void> {
  const usages = await look(app, deletion);
  if (verdictOf(usages) !== 'free') return refuse(deletion, usages);
  const detail = l10n.t('This can’t be undone.') + maybeDetail(usages.maybe);
  await confirm(l10n.t('Delete {0}?', deletion.subject), detail, l10n.t('Delete'));
  try {
    await write(guardOf(app, deletion));
  } catch (error) {
    if (error instanceof Refused) return refuse(deletion, error.usages);
    throw error;
  }
}

/** The store's guard: it throws Refused while anything uses what is to be deleted. */
export function guardOf(app: App, deletion: Deletion): Guard {
  return async () => {
    const last = await look(app, deletion);
    if (verdictOf(last) !== 'free') throw new Refused(last);
  };
}

/** Waits for a complete index; when that takes a while, with progress that can be cancelled. */
async function look(app: App, { root, target, subject }: Deletion): Promise<UsagesResult> {
  const source = new vscode.CancellationTokenSource();
  const asked = app.server.usages({ root, target, fresh: true }, source.token);
  const timer = setTimeout(() => void showProgress(subject, asked, source), QUICK_MS);
  try {
    return await asked;
  } catch (error) {
    if (source.token.isCancellationRequested) throw new Cancelled();
    app.log.error(`Looking for uses failed: ${traceOf(error)}`);
    const reason = l10n.t('the language server does not answer, so nobody knows what uses it.');
    throw new UserError(l10n.t('Can’t delete {0}: {1} Try again after Refresh.', subject, reason));
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

async function showProgress(
  subject: string,
  asked: Promise<unknown>,
  source: vscode.CancellationTokenSource,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plainText(l10n.t('Looking for uses of {0}…', subject)),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (_progress, token) => {
    token.onCancellationRequested(() => {
      source.cancel();
    });
    await Promise.allSettled([asked]);
  });
}

async function refuse(deletion: Deletion, usages: UsagesResult): Promise<never> {
  const show = l10n.t('Show References');
  const buttons = usages.references.length > 0 ? [show] : [];
  const detail = refusalDetail(usages, (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
  const title = refusalTitle(deletion.subject, usages);
  const answer = await vscode.window.showErrorMessage(
    plainText(title),
    { modal: true, detail: visibleLines(detail) },
    ...buttons,
  );
  if (answer === show) {
    await showPlaces(l10n.t('Uses of {0}', deletion.subject), usages.references, usages.maybe);
  }
  throw new Cancelled();
}
