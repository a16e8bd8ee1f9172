import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type SpaceCatalog } from '../../language/catalog.ts';
import { type ExtractSecretArgument, type ReferentParams } from '../../server/protocol.ts';
import { digestOf } from '../../store/files/value-digests.ts';
import { StoreError } from '../../store/store.ts';
import { type App } from '../app.ts';
import { askText } from '../dialogs/ask-text.ts';
import { type Choice, pick, pickMany } from '../dialogs/pick.ts';
import { requireOwner, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { checkKey, suggestKey } from '../names.ts';
import { type Project } from '../projects.ts';
import { textOfReferent } from '../../language/references/reference-forms.ts';
import { type LiteralText, readLiteral, replaceLiteral } from '../literal-text.ts';
import { busy, waiting } from '../progress.ts';
import { makeStore } from './create-store.ts';
import { plainText } from '../plain-text.ts';

/**
 * Extract to Secret: a literal of the editor becomes a secret, and a reference stands in its place. First the store, then
 * the text: whatever stops it in between, no value is lost and no flow is broken.
 */
export async function extractSecret(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const place = placeOf(argument) ?? activePlace();
  const document = await vscode.workspace.openTextDocument(place.uri);
  const literal = await readLiteral(app.server, document, place.range);
  const { project, spaces } = await askSpaces(app, document.uri);
  for (const space of spaces) requireOwner({ project, space });
  const asked = holdersOf(project, spaces, literal);
  const holders = await waiting(l10n.t('Looking for the value in {0}…', spaceNames(spaces)), asked);
  const referent = holders.length > 0 ? await askHolder(holders, literal) : undefined;
  const names = spaceNames(spaces);
  if (referent !== undefined) {
    await replaceLiteral(app.server, document, literal, referent);
    await done(app, l10n.t('{0} of {1} is referred to here now.', textOfReferent(referent), names));
    return;
  }
  const key = await askKey(spaces, literal);
  await busy(() => addTo(project, spaces, key, literal));
  await replaceAfter(app, document, literal, key, names);
  await done(app, l10n.t('Added {0} to {1}.', key, names));
  void vscode.window.showInformationMessage(
    plainText(
      l10n.t(
        '{0} is a secret of {1} now. Its value is still in the history of the file (git, and Undo until the editor is closed): change it at its provider.',
        key,
        names,
      ),
    ),
  );
}

/** The spaces that the file runs in; with no store yet, a first one is made. */
async function askSpaces(
  app: App,
  uri: vscode.Uri,
): Promise<{ readonly project: Project; readonly spaces: readonly SpaceCatalog[] }> {
  const { root, spaces: bound } = await app.server.fileState(uri);
  const project = root === undefined ? undefined : app.projects.get(root);
  if (!project) throw new UserError(l10n.t('{0} is in no folder of this workspace.', uri.fsPath));
  if (project.catalog.spaces.length === 0) {
    const space = await makeStore(app, project);
    const made = app.projects.get(project.root) ?? project;
    return { project: made, spaces: made.catalog.spaces.filter((entry) => entry.space === space) };
  }
  const inFile = project.catalog.spaces.filter(({ space }) => bound.includes(space));
  const offered = inFile.length > 0 ? inFile : project.catalog.spaces;
  if (offered.length === 1) return { project, spaces: offered };
  const choices = offered.map((space) => ({ label: space.space, picked: inFile.length > 0, value: space }));
  const question = { title: l10n.t('Extract to Secret'), placeholder: l10n.t('Which spaces shall have the secret?') };
  return { project, spaces: await pickMany(choices, question) };
}

function spaceNames(spaces: readonly SpaceCatalog[]): string {
  return spaces.map(({ space }) => space).join(', ');
}

/** What all of the spaces have already with this very value, which only texts are looked for by. */
async function holdersOf(
  project: Project,
  spaces: readonly SpaceCatalog[],
  { value, kind }: LiteralText,
): Promise<readonly ReferentParams[]> {
  if (kind === 'json') return [];
  const digest = digestOf(value.reveal());
  const known = await Promise.all(spaces.map(({ space }) => project.store.valueDigests(space)));
  const [first = [], ...others] = known.map((digests) => digests.filter((entry) => entry.digest === digest));
  const text = ({ key, path }: ReferentParams): string => JSON.stringify([key, path]);
  return first.filter((entry) => others.every((other) => other.some((one) => text(one) === text(entry))));
}

/** @returns undefined for a new secret */
async function askHolder(
  holders: readonly ReferentParams[],
  { name }: LiteralText,
): Promise<ReferentParams | undefined> {
  const choices: readonly Choice<ReferentParams | undefined>[] = [
    ...holders.map((holder) => ({
      label: textOfReferent(holder),
      detail: l10n.t('It has this value already: only the text is changed.'),
      value: holder,
    })),
    { label: l10n.t('New secret…'), description: suggestKey(name, []), value: undefined },
  ];
  return pick(choices, { title: l10n.t('Extract to Secret'), placeholder: l10n.t('Which secret?') });
}

async function askKey(spaces: readonly SpaceCatalog[], { name }: LiteralText): Promise<string> {
  const present = spaces.flatMap(({ secrets }) => secrets.map((secret) => secret.key));
  return askText({
    title: l10n.t('Extract to Secret in {0}', spaceNames(spaces)),
    prompt: l10n.t('Flows read it as SECRETS.KEY.'),
    placeholder: l10n.t('KEY, for example MAM_API_KEY'),
    value: suggestKey(name, present),
    check: (text) => checkKey(text, present),
  });
}

/** All or the ones before the one that failed: those are named. */
async function addTo(
  project: Project,
  spaces: readonly SpaceCatalog[],
  key: string,
  { value, kind }: LiteralText,
): Promise<void> {
  const saved: string[] = [];
  for (const { space } of spaces) {
    try {
      await project.store.setSecret({ space, key, value, kind }, { expect: 'absent' });
    } catch (error) {
      if (!(error instanceof StoreError) || saved.length === 0) throw error;
      const where = saved.join(', ');
      throw new UserError(
        l10n.t(
          '{0} The text was not changed. {1} was added to {2} before: delete it there, or try again.',
          error.message,
          key,
          where,
        ),
      );
    }
    saved.push(space);
  }
}

async function replaceAfter(
  app: App,
  document: vscode.TextDocument,
  literal: LiteralText,
  key: string,
  names: string,
): Promise<void> {
  try {
    await replaceLiteral(app.server, document, literal, { key, path: [] });
  } catch (error) {
    await app.projects.refresh();
    const why = error instanceof UserError ? error.message : l10n.t('The editor refused the change.');
    throw new UserError(
      l10n.t(
        '{0} was added to {1}, but the text was not changed: {2} Put a reference there yourself (Copy Reference).',
        key,
        names,
        why,
      ),
    );
  }
}

interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

function activePlace(): Place {
  const editor = vscode.window.activeTextEditor;
  if (!editor)
    throw new UserError(l10n.t('Open a flow, template or script, and select the text that shall be a secret.'));
  return { uri: editor.document.uri, range: editor.selection };
}

/** A code action's argument (server/protocol.ts, ExtractSecretArgument). */
function placeOf(argument: unknown): Place | undefined {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument && 'range' in argument))
    return undefined;
  const { uri, range } = argument as ExtractSecretArgument;
  const { start, end } = range;
  return {
    uri: vscode.Uri.parse(uri),
    range: new vscode.Range(start.line, start.character, end.line, end.character),
  };
}
