import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { jsonOfCode } from '../language/literals/json-of-code.ts';
import { type Enclosure } from '../language/reference.ts';
import { readText } from '../language/references/read-text.ts';
import { type LiteralResult, type ReferentParams } from '../server/protocol.ts';
import { SecretValue } from '../store/secret-value.ts';
import { UserError } from './errors.ts';
import { type LanguageServer } from './language-server.ts';

/** A literal of an open document. The server says where it stands; its value is read here and goes nowhere but to the store. */
export interface LiteralText {
  readonly range: vscode.Range;
  readonly value: SecretValue;
  readonly kind: 'text' | 'json';
  /** What it is called where it stands. */
  readonly name: string | undefined;
  /** The raw text, to see whether it still stands there. */
  readonly raw: SecretValue;
}

/**
 * The literal that a range of a document picks.
 * @throws UserError with the reason when there is none, or none that a reference can replace
 */
export async function readLiteral(
  server: LanguageServer,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<LiteralText> {
  const found = accepted(await server.literal({ uri: document.uri.toString(), range: plain(range) }));
  const at = new vscode.Range(
    found.range.start.line,
    found.range.start.character,
    found.range.end.line,
    found.range.end.character,
  );
  const raw = document.getText(at);
  const text = readText(raw, found.within as readonly Enclosure[]);
  const value = text !== undefined && found.isJson ? jsonOfCode(text) : text;
  if (value === undefined || value === '') throw new UserError(l10n.t('There is no text that could be a secret.'));
  return {
    range: at,
    value: new SecretValue(value),
    kind: found.isJson ? 'json' : 'text',
    name: found.name,
    raw: new SecretValue(raw),
  };
}

/**
 * Puts a reference in its place: one edit, which Undo takes back.
 * @throws UserError when the text has changed since it was read, or the editor refuses
 */
export async function replaceLiteral(
  server: LanguageServer,
  document: vscode.TextDocument,
  { range, raw }: LiteralText,
  referent: ReferentParams,
): Promise<void> {
  const changed = new UserError(l10n.t('The file was changed meanwhile.'));
  if (document.getText(range) !== raw.reveal()) throw changed;
  const { version } = document;
  const { edits = [] } = accepted(
    await server.literal({ uri: document.uri.toString(), range: plain(range), referent }),
  );
  if (document.version !== version) throw changed;
  const edit = new vscode.WorkspaceEdit();
  for (const { range: at, newText } of edits) {
    const place = new vscode.Range(at.start.line, at.start.character, at.end.line, at.end.character);
    edit.replace(document.uri, place, newText);
  }
  if (edits.length === 0 || !(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(l10n.t('The editor refused the change.'));
  }
}

function accepted(result: LiteralResult): Exclude<LiteralResult, { readonly refusal: string }> {
  if ('refusal' in result) throw new UserError(result.refusal);
  return result;
}

function plain({ start, end }: vscode.Range) {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
