import * as l10n from '@vscode/l10n';
import { applyEdits, format } from 'jsonc-parser';
import { SecretValue } from '../../store/secret-value.ts';
import { type App } from '../app.ts';
import { askEntry, askNote, askSecretValue, type Entry, kindOf } from '../dialogs/ask-secret.ts';
import { type Position, runSteps } from '../dialogs/steps.ts';
import { requireOwner, secretTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';

/** Edit Secret: a new value (a blank line keeps the present one), and the note. */
export async function editSecret(app: App, argument: unknown): Promise<void> {
  const target = await secretTarget(app, argument, l10n.t('Edit Secret'));
  requireOwner(target);
  const { project, space, secret } = target;
  const base = await project.store.begin(space.space);
  const present = await project.store.readSecret(space.space, secret.key);
  const title = l10n.t('Edit {0} in {1}', secret.key, space.space);
  const draft: { entry: Entry; value: SecretValue; note: string } = {
    entry: 'line',
    value: present.value,
    note: secret.note ?? '',
  };
  await runSteps([
    async (position) => {
      draft.entry = await askEntry(title, present.kind, position);
    },
    async (position) => {
      draft.note = await askNote(title, draft.note, position);
    },
    async (position) => {
      draft.value = await askNewValue(app, title, draft.entry, present, position);
    },
  ]);
  const { value, note } = draft;
  const kind = kindOf(draft.entry);
  const input = { space: space.space, key: secret.key, value, kind, note };
  const { changed, version } = await project.store.setSecret(input, { expect: 'present', base });
  if (!changed) throw new UserError(l10n.t('{0} has this value already: nothing was changed.', secret.key));
  await done(app, l10n.t('Changed {0} in {1} (version {2}).', secret.key, space.space, version));
}

interface Present {
  readonly kind: 'text' | 'json';
  readonly value: SecretValue;
}

/** A blank line keeps the present value; the form shows it, because an Owner may read it. */
async function askNewValue(
  app: App,
  title: string,
  entry: Entry,
  present: Present,
  position: Position,
): Promise<SecretValue> {
  const keeps = entry === 'line' && present.kind === 'text';
  const prompt = keeps
    ? l10n.t('The new value. Leave it blank to keep the present one.')
    : l10n.t('The new value. It is encrypted when it is saved.');
  const initial = entry !== 'line' && kindOf(entry) === present.kind ? readable(present) : undefined;
  const entered = await askSecretValue(app, { title, prompt, entry, initial, optional: keeps }, position);
  return keeps && entered.reveal() === '' ? present.value : entered;
}

/** JSON with a line for each member; numbers keep their digits. */
function readable({ kind, value }: Present): SecretValue {
  if (kind === 'text') return value;
  const text = value.reveal();
  return new SecretValue(applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' })));
}
