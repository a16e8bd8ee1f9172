import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CodePlaceState } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { codeUri } from '../code/code-uri.ts';
import { pick } from '../dialogs/pick.ts';
import { UserError } from '../errors.ts';

/** What the code lens calls the command with. */
export interface EditCodeArgument {
  readonly uri: vscode.Uri;
  readonly node: string;
  readonly property: string;
}

/**
 * Edit Code: opens the code of a node in an editor of its own. Which one: the lens's, else that of the property or node with
 * the cursor, else the user's choice among all of the file.
 */
export async function editCode(app: App, argument: unknown): Promise<void> {
  const wanted = isArgument(argument) ? argument : undefined;
  const editor = vscode.window.activeTextEditor;
  const uri = wanted?.uri ?? (argument instanceof vscode.Uri ? argument : editor?.document.uri);
  if (uri?.scheme !== 'file')
    throw new UserError(l10n.t('Open a flow file first: it has the code that can be edited.'));
  const cursor = editor?.document.uri.toString() === uri.toString() ? editor.selection.active : undefined;
  const candidates = wanted ? await placesOf(app, uri, wanted) : await placesAt(app, uri, cursor);
  const places = candidates.length > 0 ? candidates : await app.server.codePlaces(uri);
  if (places.length === 0) throw new UserError(l10n.t('No node in this file has code of its own.'));
  const [first, ...more] = candidates;
  const place = first && more.length === 0 ? first : await choose(places);
  await show(codeUri(uri, place));
}

/**
 * VS Code keeps a document that an extension has opened for minutes after its editor was closed, and so long it would count
 * instead of the flow file. So VS Code opens it itself, unless it might read it in another encoding: the text comes from a JSON
 * string and goes back into one.
 */
async function show(code: vscode.Uri): Promise<void> {
  const options: vscode.TextDocumentShowOptions = { preview: false };
  const files = vscode.workspace.getConfiguration('files', code);
  if (files.get('encoding') === 'utf8' && files.get('autoGuessEncoding') !== true) {
    // Says why it can't be opened; the editor would show that in its place.
    await vscode.workspace.fs.stat(code);
    await vscode.commands.executeCommand('vscode.open', code, options);
  } else {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(code, { encoding: 'utf8' }), options);
  }
}

/** The property with the cursor, else those of the node with the cursor that are not empty. */
async function placesAt(
  app: App,
  uri: vscode.Uri,
  cursor: vscode.Position | undefined,
): Promise<readonly CodePlaceState[]> {
  if (!cursor) return [];
  const places = await app.server.codePlaces(uri, { line: cursor.line, character: cursor.character });
  const inside = places.filter(({ range }) => contains(range, cursor));
  if (inside.length > 0) return inside;
  const ofNode = places.filter(({ nodeRange }) => contains(nodeRange, cursor));
  const filled = ofNode.filter(({ isEmpty }) => !isEmpty);
  return filled.length > 0 ? filled : ofNode;
}

function contains({ start, end }: CodePlaceState['range'], position: vscode.Position): boolean {
  return new vscode.Range(start.line, start.character, end.line, end.character).contains(position);
}

function choose(places: readonly CodePlaceState[]): Promise<CodePlaceState> {
  const choices = places.map((place) => ({
    label: place.title,
    description: place.isEmpty ? l10n.t('{0}, empty', place.property) : place.property,
    value: place,
  }));
  return pick(choices, { title: l10n.t('Edit Code'), placeholder: l10n.t('Which code of this file?') });
}

async function placesOf(
  app: App,
  uri: vscode.Uri,
  { node, property }: EditCodeArgument,
): Promise<readonly CodePlaceState[]> {
  const places = await app.server.codePlaces(uri, node);
  return places.filter((place) => place.property === property);
}

function isArgument(argument: unknown): argument is EditCodeArgument {
  return typeof argument === 'object' && argument !== null && 'node' in argument && 'property' in argument;
}
