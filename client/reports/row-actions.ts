import * as vscode from 'vscode';
import {
  type AddSecretArgument,
  type CredentialArgument,
  type SecretArgument,
  type UsagePlace,
} from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { type CommandId } from '../commands/ids.ts';
import { type RowTarget } from './row-id.ts';

/** Where what a row stands for is used, or may be. */
export async function placesOf({ server }: App, target: RowTarget | undefined): Promise<readonly UsagePlace[]> {
  if (target?.kind !== 'secret' && target?.kind !== 'credential') return [];
  const asked =
    target.kind === 'secret'
      ? ({ kind: 'secret', space: target.space, key: target.path[0] ?? '' } as const)
      : ({ kind: 'credential', name: target.name } as const);
  const cancel = new vscode.CancellationTokenSource();
  try {
    const { references, maybe } = await server.usages({ root: target.root, target: asked, fresh: false }, cancel.token);
    return references.length > 0 ? references : maybe;
  } finally {
    cancel.dispose();
  }
}

/** Runs what a button of a row says; commands ask and refuse as they do everywhere. */
export async function actOn(target: RowTarget, action: string): Promise<void> {
  const command = commandOf(target, action);
  if (command) await vscode.commands.executeCommand(command[0], command[1]);
}

function commandOf(target: RowTarget, action: string): readonly [CommandId, object] | undefined {
  if (target.kind === 'secret') return secretCommand(target, action);
  if (target.kind !== 'credential') return undefined;
  const argument: CredentialArgument = { root: target.root, name: target.name };
  switch (action) {
    case 'add':
      return ['flowSecrets.addCredential', argument];
    case 'delete':
      return ['flowSecrets.deleteCredential', argument];
    case 'file':
      return ['flowSecrets.openSpaceFile', argument];
    default:
      return undefined;
  }
}

function secretCommand(
  { root, space, path }: RowTarget & { readonly kind: 'secret' },
  action: string,
): readonly [CommandId, object] | undefined {
  const [key = '', ...below] = path;
  const argument: SecretArgument = { root, space, key };
  switch (action) {
    case 'add':
      return ['flowSecrets.addSecret', { root, key, path: below, spaces: [space] } satisfies AddSecretArgument];
    case 'edit':
      return ['flowSecrets.editSecret', argument];
    case 'delete':
      return ['flowSecrets.deleteSecret', argument];
    case 'find':
      return ['flowSecrets.findUsages', argument];
    case 'restore':
      return ['flowSecrets.restoreSecret', argument];
    case 'file':
      return ['flowSecrets.openSpaceFile', { ...argument, path }];
    default:
      return undefined;
  }
}
