import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, type JSONPath, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import { type App } from '../app.ts';
import { namedIn, spaceTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { ProblemNode } from '../trees/nodes/problem.ts';
import { PathNode } from '../trees/nodes/path.ts';
import { SecretNode } from '../trees/nodes/secret.ts';

/** Open Space File: at the key of the row, values encrypted as they are. */
export async function openSpaceFile(app: App, argument: unknown): Promise<void> {
  if (argument instanceof ProblemNode) {
    await vscode.window.showTextDocument(vscode.Uri.file(argument.file));
    return;
  }
  const credential = namedIn(argument).name;
  const file = credential === undefined ? await spaceFile(app, argument) : credentialsFile(app, argument);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const path = credential === undefined ? pathOf(argument) : ['credentials', credential];
  const selection = rangeOf(document, path);
  await vscode.window.showTextDocument(document, selection && { selection });
}

async function spaceFile(app: App, argument: unknown): Promise<string> {
  return (await spaceTarget(app, argument, l10n.t('Open Space File'))).space.source;
}

function credentialsFile(app: App, argument: unknown): string {
  const file = app.projects.get(namedIn(argument).root ?? '')?.catalog.credentials.source;
  if (file === undefined) throw new UserError(l10n.t('There are no external credentials yet.'));
  return file;
}

/** From a table: the KEY, or the path below it. */
function namedPath(argument: unknown): JSONPath {
  const { key } = namedIn(argument);
  if (key === undefined) return [];
  const path: unknown = typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'path') : undefined;
  return ['secrets', ...(Array.isArray(path) ? path.map(String) : [key])];
}

function pathOf(argument: unknown): JSONPath {
  if (argument instanceof SecretNode) return ['secrets', argument.secret.key];
  if (!(argument instanceof PathNode)) return namedPath(argument);
  const steps = argument.path.map(({ name, index }) => (index ? Number(name) : name));
  return ['secrets', argument.secret.secret.key, ...steps];
}

/** The range of the member's name; undefined when it is not there. */
function rangeOf(document: vscode.TextDocument, path: JSONPath): vscode.Range | undefined {
  const root = parseTree(document.getText());
  const value = path.length > 0 && root ? findNodeAtLocation(root, path) : undefined;
  if (!value) return undefined;
  const node = value.parent?.type === 'property' ? (value.parent.children?.[0] ?? value) : value;
  return new vscode.Range(document.positionAt(node.offset), document.positionAt(node.offset + node.length));
}
