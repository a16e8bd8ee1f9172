import * as l10n from '@vscode/l10n';
import { isJsonObject } from '../../store/credential-types/field.ts';
import { type CredentialField, type CredentialType } from '../../store/credential-types/types.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { type CredentialDetails } from '../../store/store.ts';
import { type App } from '../app.ts';
import { askText, askValue } from '../dialogs/ask-text.ts';
import { pick } from '../dialogs/pick.ts';
import { type Position, runSteps } from '../dialogs/steps.ts';
import { type NameProblem } from '../names.ts';
import { askInForm } from '../webview/value-form.ts';

/** What was entered, by field; what is absent was left blank. */
export interface Entered {
  readonly fields: Map<string, string>;
  readonly sealed: Map<string, SecretValue>;
}

/** What is asked for: the fields of a type, of a new credential or of one that is there. */
export interface FieldsRequest {
  readonly title: string;
  readonly fields: readonly CredentialField[];
  readonly present?: CredentialDetails | undefined;
}

/** Asks for the fields one after the other. */
export async function askFields(app: App, request: FieldsRequest): Promise<Entered> {
  const entered: Entered = { fields: new Map(), sealed: new Map() };
  await runSteps(
    inOrder(request).map((field) => async (position) => {
      if (field.sealed) await enterSealed(app, request, field, entered, position);
      else entered.fields.set(field.name, await askPlain(app, request, field, entered, position));
    }),
  );
  return entered;
}

/** The type's order. Of one that is there plain fields come first: a changed destination decides what must be given. */
function inOrder({ fields, present }: FieldsRequest): readonly CredentialField[] {
  if (!present) return fields;
  return [...fields.filter(({ sealed }) => !sealed), ...fields.filter(({ sealed }) => sealed)];
}

async function enterSealed(
  app: App,
  request: FieldsRequest,
  field: CredentialField,
  entered: Entered,
  position: Position,
): Promise<void> {
  const kept = keeps(request, entered, field);
  // What is sealed is bound to its destination: once that changes, all of it is needed again.
  const asked = kept || !has(request, field) ? field : { ...field, required: true };
  const value = await askSealed(app, request.title, asked, kept, position);
  if (value.reveal() === '') entered.sealed.delete(field.name);
  else entered.sealed.set(field.name, value);
}

/** Fields of a type as they are asked for: a custom one's are what it has. */
export function fieldsOf(type: CredentialType, present: CredentialDetails): readonly CredentialField[] {
  if (!type.open) return type.fields;
  return [
    ...present.fields.map(([name]) => customField(name, false)),
    ...present.sealed.map(({ name }) => customField(name, true)),
  ];
}

/** A field of a custom credential: every plain one says where the sealed ones are sent. */
export function customField(name: string, sealed: boolean): CredentialField {
  return { name, label: name, description: '', sealed, required: false, destination: !sealed };
}

/** True when a sealed field may stay as it is: it is there, and no destination changed. */
function keeps(request: FieldsRequest, entered: Entered, field: CredentialField): boolean {
  if (!has(request, field)) return false;
  const before = new Map(request.present?.fields);
  return request.fields.every(
    ({ name, destination }) => !destination || (entered.fields.get(name) ?? '') === (before.get(name) ?? ''),
  );
}

function has({ present }: FieldsRequest, field: CredentialField): boolean {
  return present?.sealed.some(({ name }) => name === field.name) === true;
}

async function askPlain(
  app: App,
  { title, present }: FieldsRequest,
  field: CredentialField,
  entered: Entered,
  position: Position,
): Promise<string> {
  const value = entered.fields.get(field.name) ?? new Map(present?.fields).get(field.name) ?? '';
  const prompt = promptOf(field, l10n.t('Stored in clear.'));
  if (field.choices) return askChoice(title, field, value, position);
  if (field.multiline === true) {
    const text = new SecretValue(value);
    return (await askLines(app, { title, field, prompt, text, kept: false }, position)).reveal();
  }
  const check = (text: string): NameProblem | undefined => fieldProblem(field, text, false);
  return askText({ title, prompt, placeholder: field.label, value, check }, position);
}

/** The present value stands on top. */
function askChoice(title: string, field: CredentialField, present: string, position: Position): Promise<string> {
  const values = [present, ...(field.choices ?? []), ''].filter((value) => value !== '' || !field.required);
  const choices = [...new Set(values)].map((value) => ({ label: value === '' ? l10n.t('(not set)') : value, value }));
  return pick(choices, { title, placeholder: promptOf(field, '') }, position);
}

async function askSealed(
  app: App,
  title: string,
  field: CredentialField,
  kept: boolean,
  position: Position,
): Promise<SecretValue> {
  const hint = kept
    ? l10n.t('Leave it blank to keep the present one.')
    : l10n.t('Sealed when it is saved: nobody reads it back.');
  const prompt = promptOf(field, hint);
  if (field.multiline === true) {
    return askLines(app, { title, field, prompt, text: new SecretValue(''), kept }, position);
  }
  const check = (text: string): NameProblem | undefined => fieldProblem(field, text, kept);
  return askValue({ title, prompt, placeholder: field.label, check }, position);
}

function promptOf(field: CredentialField, hint: string): string {
  const label = field.required ? field.label : l10n.t('{0} (optional)', field.label);
  return [`${label}.`, field.description, hint].filter((part) => part !== '').join(' ');
}

interface LinesRequest {
  readonly title: string;
  readonly field: CredentialField;
  readonly prompt: string;
  readonly text: SecretValue;
  readonly kept: boolean;
}

/** Several lines are entered in the form; it opens only for who has something to enter. */
async function askLines(app: App, request: LinesRequest, position: Position): Promise<SecretValue> {
  const { title, field, prompt, text, kept } = request;
  if (kept || !field.required) {
    const same = kept || text.reveal() !== '';
    const choices = [
      { label: same ? l10n.t('Keep the present one') : l10n.t('Leave it blank'), value: false },
      { label: l10n.t('Enter {0}…', field.label), value: true },
    ];
    if (!(await pick(choices, { title, placeholder: prompt }, position))) return text;
  }
  const check = (entry: string): NameProblem | undefined => fieldProblem(field, entry, kept);
  return askInForm(app.context, { title: `${title}: ${field.label}`, prompt, format: 'text', text, check });
}

/** A required field must be given, JSON be JSON; an unusual format is worth a word, and does not block. */
function fieldProblem(field: CredentialField, text: string, kept: boolean): NameProblem | undefined {
  if (text === '') {
    return field.required && !kept
      ? { severity: 'error', message: l10n.t('{0} must be given.', field.label) }
      : undefined;
  }
  if (field.json === true && !isJsonObject(text)) {
    return { severity: 'error', message: l10n.t('{0} is the text of a JSON object, and this is none.', field.label) };
  }
  if (!field.format || field.format.pattern.test(text)) return undefined;
  return { severity: 'advice', message: l10n.t('This is unusual. It mostly looks like: {0}', field.format.hint) };
}
