import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  Command,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Fix } from '../../language/finding.ts';
import { evaluate } from '../../language/fixes/evaluate.ts';
import { ignoreInNode } from '../../language/fixes/ignore-in-node.ts';
import { ignoreOnLine } from '../../language/fixes/ignore-on-line.ts';
import { type Edit } from '../../language/fixes/string-at.ts';
import { type LocatedFinding } from '../../workspace/api.ts';
import { toDiagnostic } from '../diagnostics.ts';
import {
  type AddSecretArgument,
  type BindFileArgument,
  CLIENT_COMMANDS,
  type CredentialArgument,
  type SecretArgument,
} from '../protocol.ts';
import { rangeOf, type Site } from '../site.ts';
import { extractSecret } from './extract-secret.ts';

/** More than anyone reads; a line of a hostile file has thousands. */
const MOST = 20;

/** The fixes of the findings in the range, and what may be done with a literal there. */
export function codeAction(site: Site, params: CodeActionParams): (CodeAction | Command)[] {
  const { only } = params.context;
  const actions = [
    ...(!only || only.some(includesQuickFixes) ? quickFixes(site, params) : []),
    ...extractSecret(site, params),
  ];
  if (site.client.codeActionLiterals) return actions;
  return actions.flatMap(({ command }) => (command ? [command] : []));
}

/** Edits for every client, the add flows for one that has their commands. */
function quickFixes(site: Site, { range, context }: CodeActionParams): readonly CodeAction[] {
  const start = site.document.offsetAt(range.start);
  const end = site.document.offsetAt(range.end);
  return site.workspace
    .findings(site.path)
    .filter((finding) => finding.start <= end && finding.end >= start)
    .slice(0, MOST)
    .flatMap((finding) => actionsFor(site, finding, context.diagnostics));
}

function includesQuickFixes(kind: string): boolean {
  return kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix;
}

function actionsFor(site: Site, finding: LocatedFinding, shown: readonly Diagnostic[]): readonly CodeAction[] {
  const own = toDiagnostic(finding, site.client);
  const diagnostics = shown.filter(({ code, range }) => code === own.code && sameStart(range, own.range));
  const actions = [...finding.fixes.map((fix) => actionFor(site, fix)), ...ignoringActions(site, finding)];
  return actions.flatMap((action) =>
    action === undefined ? [] : [{ kind: CodeActionKind.QuickFix, diagnostics, ...action }],
  );
}

/** Offered last: the other fixes mend the cause. */
function ignoringActions(site: Site, { rule, start }: LocatedFinding): readonly (CodeAction | undefined)[] {
  // A comment can't ask to be left alone.
  if (rule === 'unknown-rule') return [];
  const onLine = ignoreOnLine(site.document, start, rule);
  const inNode = ignoreInNode(site.document, start, rule);
  return [
    onLine && { title: `Ignore ${rule} on this line`, edit: editFor(site, [onLine]) },
    inNode && { title: `Ignore ${rule} in this node`, edit: editFor(site, [inNode]) },
  ];
}

function sameStart(a: Diagnostic['range'], b: Diagnostic['range']): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character;
}

function actionFor(site: Site, fix: Fix): CodeAction | undefined {
  if (fix.kind === 'replace') {
    const { title, preferred, span, text } = fix;
    return { title, isPreferred: preferred, edit: editFor(site, [{ ...span, text }]) };
  }
  if (fix.kind === 'edit') return { title: fix.title, isPreferred: fix.preferred, edit: editFor(site, fix.edits) };
  if (fix.kind === 'evaluate') return evaluateAction(site, fix.span.start);
  const root = site.workspace.projectOf(site.path)?.root;
  if (!site.client.commands || root === undefined) return undefined;
  switch (fix.kind) {
    case 'create-secret': {
      const { key, path, spaces } = fix;
      const argument: AddSecretArgument = { root, key, path, spaces };
      return withCommand(createTitle(fix.key, spaces), CLIENT_COMMANDS.addSecret, argument);
    }
    case 'create-credential': {
      const argument: CredentialArgument = { root, name: fix.name };
      return withCommand(`Create external credential “${fix.name}”…`, CLIENT_COMMANDS.addCredential, argument);
    }
    case 'delete-secret': {
      const argument: SecretArgument = { root, space: fix.space, key: fix.key };
      return withCommand(`Delete secret “${fix.key}” from ${fix.space}…`, CLIENT_COMMANDS.deleteSecret, argument);
    }
    case 'delete-credential': {
      const argument: CredentialArgument = { root, name: fix.name };
      return withCommand(`Delete external credential “${fix.name}”…`, CLIENT_COMMANDS.deleteCredential, argument);
    }
    case 'bind-file': {
      const argument: BindFileArgument = { uri: site.uri };
      return withCommand('Bind this file to a space…', CLIENT_COMMANDS.bindFile, argument);
    }
  }
}

function evaluateAction(site: Site, offset: number): CodeAction | undefined {
  const evaluation = evaluate(site.document, offset);
  if (evaluation === undefined) return undefined;
  const title = evaluation.type === 'global' ? 'Change the type to global' : 'Make it a JSONata expression';
  return { title, isPreferred: true, edit: editFor(site, evaluation.edits) };
}

function createTitle(key: string, spaces: readonly string[]): string {
  return spaces.length === 0 ? `Create secret “${key}”…` : `Create secret “${key}” in ${spaces.join(', ')}…`;
}

function withCommand(title: string, command: string, argument: unknown): CodeAction {
  return { title, command: Command.create(title, command, argument) };
}

function editFor(site: Site, changes: readonly Edit[]): WorkspaceEdit {
  const edits = changes.map((change) => ({ range: rangeOf(site.document, change), newText: change.text }));
  if (!site.client.versionedEdits) return { changes: { [site.uri]: edits } };
  return { documentChanges: [{ textDocument: { uri: site.uri, version: site.version }, edits }] };
}
