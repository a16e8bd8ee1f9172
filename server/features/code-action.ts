import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  Command,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Fix } from '../../language/finding.ts';
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

/** The fixes of the findings in the range: edits for every client, the add flows for one that has their commands. */
export function codeAction(site: Site, { range, context }: CodeActionParams): (CodeAction | Command)[] {
  if (context.only && !context.only.some(includesQuickFixes)) return [];
  const start = site.document.offsetAt(range.start);
  const end = site.document.offsetAt(range.end);
  const actions = site.workspace
    .findings(site.path)
    .filter((finding) => finding.start <= end && finding.end >= start)
    .flatMap((finding) => actionsFor(site, finding, context.diagnostics));
  if (site.client.codeActionLiterals) return actions;
  return actions.flatMap(({ command }) => (command ? [command] : []));
}

function includesQuickFixes(kind: string): boolean {
  return kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix;
}

function actionsFor(site: Site, finding: LocatedFinding, shown: readonly Diagnostic[]): readonly CodeAction[] {
  const own = toDiagnostic(finding, site.client);
  const diagnostics = shown.filter(({ code, range }) => code === own.code && sameStart(range, own.range));
  return finding.fixes.flatMap((fix) => {
    const action = actionFor(site, fix);
    return action ? [{ kind: CodeActionKind.QuickFix, diagnostics, ...action }] : [];
  });
}

function sameStart(a: Diagnostic['range'], b: Diagnostic['range']): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character;
}

function actionFor(site: Site, fix: Fix): CodeAction | undefined {
  if (fix.kind === 'replace') {
    return { title: fix.title, isPreferred: fix.preferred, edit: editFor(site, fix) };
  }
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

function createTitle(key: string, spaces: readonly string[]): string {
  return spaces.length === 0 ? `Create secret “${key}”…` : `Create secret “${key}” in ${spaces.join(', ')}…`;
}

function withCommand(title: string, command: string, argument: unknown): CodeAction {
  return { title, command: Command.create(title, command, argument) };
}

function editFor(site: Site, fix: Fix & { readonly kind: 'replace' }): WorkspaceEdit {
  const edits = [{ range: rangeOf(site.document, fix.span), newText: fix.text }];
  if (!site.client.versionedEdits) return { changes: { [site.uri]: edits } };
  return { documentChanges: [{ textDocument: { uri: site.uri, version: site.version }, edits }] };
}
