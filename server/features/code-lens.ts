import { type CodeLens, Command } from 'vscode-languageserver';
import { type DeclaredUses, type StoreFile } from '../../workspace/api.ts';
import { CLIENT_COMMANDS, type CredentialArgument, type SecretArgument } from '../protocol.ts';
import { type Site } from '../site.ts';

/** On a file of the store, above each secret or credential: how often it is used. A click lists where. */
export function codeLens({ workspace, path, client }: Site): CodeLens[] {
  const store = workspace.storeUses(path);
  return (store?.uses ?? []).flatMap((uses) => {
    const title = titleOf(uses);
    if (store === undefined || title === undefined) return [];
    const listed = client.commands && (uses.count !== 0 || uses.dynamic);
    const command = listed
      ? Command.create(title, CLIENT_COMMANDS.findUsages, argumentOf(store.file, uses))
      : Command.create(title, '');
    return [{ range: uses.declared.range, command }];
  });
}

/** Undefined for a name that is not saved yet. */
function titleOf({ count, dynamic }: DeclaredUses): string | undefined {
  if (count === 0) return dynamic ? 'maybe unused' : 'unused';
  return count === undefined ? undefined : `${count} ${count === 1 ? 'use' : 'uses'}`;
}

function argumentOf({ root, space }: StoreFile, { declared: { name } }: DeclaredUses) {
  if (space === undefined) return { root, name } satisfies CredentialArgument;
  return { root, space, key: name } satisfies SecretArgument;
}
