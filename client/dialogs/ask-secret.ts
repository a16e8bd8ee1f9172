import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { type NameProblem } from '../names.ts';
import { JsonError, parseJson } from '../../store/catalog/json-tree.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { askInForm } from '../webview/value-form.ts';
import { askText, askValue } from './ask-text.ts';
import { type Choice, pick } from './pick.ts';
import { type Position } from './steps.ts';

/** How a value is entered: a line, several lines, or JSON. */
export type Entry = 'line' | 'lines' | 'json';

export function kindOf(entry: Entry): 'text' | 'json' {
  return entry === 'json' ? 'json' : 'text';
}

/** Text or JSON? `first` stands on top. */
export async function askEntry(title: string, first: 'text' | 'json', position?: Position): Promise<Entry> {
  const question = { title, placeholder: l10n.t('What kind of value?') };
  return pick(entryChoices(first), question, position);
}

export function entryChoices(first: 'text' | 'json'): readonly Choice<Entry>[] {
  const line = {
    label: l10n.t('Text'),
    detail: l10n.t('A line of text, such as a key or a password.'),
    value: 'line' as const,
  };
  const json = {
    label: l10n.t('JSON'),
    detail: l10n.t('An object or array; flows read its members by path.'),
    value: 'json' as const,
  };
  const lines = {
    label: l10n.t('Text of several lines'),
    detail: l10n.t('Such as a certificate.'),
    value: 'lines' as const,
  };
  return first === 'json' ? [json, line, lines] : [line, json, lines];
}

export interface ValueRequest {
  readonly title: string;
  readonly prompt: string;
  readonly entry: Entry;
  /** What stands in the form at first; a line is never filled in. */
  readonly initial?: SecretValue | undefined;
  /** True when nothing entered keeps the present value. */
  readonly optional?: boolean;
}

/** The value, masked or in the form. */
export async function askSecretValue(app: App, request: ValueRequest, position?: Position): Promise<SecretValue> {
  const { title, prompt, entry, initial, optional } = request;
  if (entry === 'line') return askValue({ title, prompt, check: (text) => filled(text, optional) }, position);
  return askInForm(app.context, {
    title,
    prompt,
    format: entry === 'json' ? 'json' : 'text',
    ...(initial && { text: initial }),
    check: entry === 'json' ? jsonProblem : (text) => filled(text, optional),
  });
}

function filled(text: string, optional: boolean | undefined): NameProblem | undefined {
  return text !== '' || optional === true ? undefined : error(l10n.t('Enter a value.'));
}

/** What keeps a text from being a JSON secret. */
function jsonProblem(text: string): NameProblem | undefined {
  try {
    const node = parseJson(text);
    if (node.kind === 'object' || node.kind === 'array') return undefined;
    return error(l10n.t('Enter an object or an array; anything else is a text secret.'));
  } catch (cause) {
    if (cause instanceof JsonError) return error(l10n.t('This can’t be saved: {0}.', cause.message));
    throw cause;
  }
}

function error(message: string): NameProblem {
  return { severity: 'error', message };
}

/** A note, stored in clear: the box says so. */
export async function askNote(title: string, note: string, position?: Position): Promise<string> {
  return askText(
    {
      title,
      prompt: l10n.t('Optional note. It is stored in clear and everyone can read it: no value belongs here.'),
      placeholder: l10n.t('What it is for, who gave it out, when it expires'),
      value: note,
    },
    position,
  );
}

/** JSON that has the paths which a flow uses, for a form's first text. */
export function skeletonOf(path: readonly string[]): SecretValue {
  const nested = path.reduceRight((below, name) => `{ ${JSON.stringify(name)}: ${below} }`, '""');
  const compact = path.length === 0 ? '{}' : nested;
  return new SecretValue(JSON.stringify(JSON.parse(compact), null, 2));
}
