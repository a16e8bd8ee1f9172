import * as l10n from '@vscode/l10n';
import { type SpaceCatalog } from '../../language/catalog.ts';
import { type AddSecretArgument } from '../../server/protocol.ts';
import { type SecretValue } from '../../store/secret-value.ts';
import { type App } from '../app.ts';
import { askEntry, askNote, askSecretValue, type Entry, kindOf, skeletonOf } from '../dialogs/ask-secret.ts';
import { askText } from '../dialogs/ask-text.ts';
import { pickMany } from '../dialogs/pick.ts';
import { type Position, runSteps } from '../dialogs/steps.ts';
import { projectTarget, requireOwner, requireTrust, spaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { checkKey, type NameProblem } from '../names.ts';
import { type Project } from '../projects.ts';
import { MissingSecretNode } from '../trees/nodes/missing.ts';
import { secretId } from '../trees/nodes/secret.ts';

/** Add Secret: from a space, from “Missing”, from a quick fix (one or several spaces), or from the palette. */
export async function addSecret(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const title = l10n.t('Add Secret');
  const fix = isFix(argument) ? argument : undefined;
  const { project, spaces } = await spacesOf(app, argument, fix, title);
  for (const space of spaces) requireOwner({ project, space });
  const given = argument instanceof MissingSecretNode ? argument.key : fix?.key;
  await addSecretTo(app, project, spaces, { key: given ?? '', path: fix?.path ?? [] });
}

/** The dialogs after the spaces are known: KEY, kind and note once, the value for each space. */
async function addSecretTo(
  app: App,
  project: Project,
  spaces: readonly SpaceCatalog[],
  wanted: { readonly key: string; readonly path: readonly string[] },
): Promise<void> {
  const title = l10n.t('Add Secret to {0}', spaces.map(({ space }) => space).join(', '));
  const present = spaces.flatMap(({ secrets }) => secrets.map((secret) => secret.key));
  const draft: Draft = { key: wanted.key, entry: 'line', note: '', values: new Map() };
  await runSteps([
    async (position) => {
      const prompt = l10n.t('Flows read it as SECRETS.KEY.');
      const placeholder = l10n.t('KEY, for example MAM_API_KEY');
      const check = (text: string): NameProblem | undefined => checkKey(text, present);
      draft.key = await askText({ title, prompt, placeholder, value: draft.key, check }, position);
    },
    async (position) => {
      draft.entry = await askEntry(title, wanted.path.length > 0 ? 'json' : 'text', position);
    },
    async (position) => {
      draft.note = await askNote(title, draft.note, position);
    },
    ...spaces.map(({ space }) => async (position: Position): Promise<void> => {
      draft.values.set(space, await askValueFor(app, draft, space, wanted.path, position));
    }),
  ]);
  for (const [space, value] of draft.values) await save(app, project, space, draft, value);
}

interface Draft {
  key: string;
  entry: Entry;
  note: string;
  readonly values: Map<string, SecretValue>;
}

function askValueFor(
  app: App,
  { key, entry }: Draft,
  space: string,
  path: readonly string[],
  position: Position,
): Promise<SecretValue> {
  const request = {
    title: l10n.t('{0} in {1}', key, space),
    prompt: l10n.t('The value of {0} in {1}. It is encrypted when it is saved.', key, space),
    entry,
    initial: entry === 'json' ? skeletonOf(path) : undefined,
  };
  return askSecretValue(app, request, position);
}

async function save(app: App, project: Project, space: string, draft: Draft, value: SecretValue): Promise<void> {
  const { key, note } = draft;
  const input = { space, key, value, kind: kindOf(draft.entry), ...(note !== '' && { note }) };
  const { version } = await project.store.setSecret(input, { expect: 'absent' });
  await done(app, l10n.t('Added {0} to {1} (version {2}).', key, space, version));
  await app.spaces.reveal(secretId(project.root, space, key));
}

async function spacesOf(
  app: App,
  argument: unknown,
  fix: AddSecretArgument | undefined,
  title: string,
): Promise<{ readonly project: Project; readonly spaces: readonly SpaceCatalog[] }> {
  if (!fix) {
    const { project, space } = await spaceTarget(app, argument, title);
    return { project, spaces: [space] };
  }
  const project = await projectTarget(app, fix);
  const lacking = project.catalog.spaces.filter(({ space }) => fix.spaces.includes(space));
  if (lacking.length === 0) {
    const { space } = await spaceTarget(app, fix, title);
    return { project, spaces: [space] };
  }
  if (lacking.length === 1) return { project, spaces: lacking };
  const choices = lacking.map((space) => ({ label: space.space, picked: true, value: space }));
  const placeholder = l10n.t('Which spaces shall have {0}?', fix.key);
  return { project, spaces: await pickMany(choices, { title, placeholder }) };
}

function isFix(argument: unknown): argument is AddSecretArgument {
  if (typeof argument !== 'object' || argument === null || !('root' in argument)) return false;
  return (
    'key' in argument && typeof argument.key === 'string' && 'spaces' in argument && Array.isArray(argument.spaces)
  );
}
