import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../catalog/store-folder.ts';
import { type Identity, type ParsedIdentities, parseIdentities } from './identity.ts';
import { runKeyCommand } from './key-command.ts';
import { sopsKeysFile, type UserEnvironment, variable } from './user-folders.ts';

export interface LoadedIdentities {
  /** Each once, in the order of the sources: `extra`, then as `sops` tries them. */
  readonly identities: readonly Identity[];
  /** Sources that are set but could not be used, for people. Never a part of a key. */
  readonly problems: readonly string[];
  /** SSH keys that `sops` would try and we can't, with the reason. */
  readonly unsupported: readonly string[];
}

/**
 * Every identity that SOPS would use, all sources together, and those that the caller holds (VS Code's secret storage).
 * Never throws for what it finds.
 */
export async function loadIdentities(
  user: UserEnvironment & { readonly extra?: readonly Identity[] },
): Promise<LoadedIdentities> {
  const sources = await Promise.all([
    fromVariable(user),
    fromFileVariable(user),
    fromCommand(user),
    fromKeysFile(user),
  ]);
  const seen = new Set<string>();
  const identities = [...(user.extra ?? []), ...sources.flatMap((source) => source.identities)].filter(
    ({ recipient }) => !seen.has(recipient) && seen.add(recipient),
  );
  return { identities, problems: sources.flatMap(({ problems }) => problems), unsupported: await sshKeys(user) };
}

const NONE: ParsedIdentities = { identities: [], problems: [] };

async function fromVariable(user: UserEnvironment): Promise<ParsedIdentities> {
  const text = variable(user, 'SOPS_AGE_KEY');
  return text === undefined ? NONE : parseIdentities(text, 'SOPS_AGE_KEY', true);
}

async function fromFileVariable(user: UserEnvironment): Promise<ParsedIdentities> {
  const file = variable(user, 'SOPS_AGE_KEY_FILE');
  if (file === undefined) return NONE;
  try {
    return await parseIdentities(await readFile(file, 'utf8'), file);
  } catch (error) {
    return { identities: [], problems: [`SOPS_AGE_KEY_FILE: ${file} can't be read (${errorCode(error)}).`] };
  }
}

async function fromCommand(user: UserEnvironment): Promise<ParsedIdentities> {
  const command = variable(user, 'SOPS_AGE_KEY_CMD');
  if (command === undefined) return NONE;
  try {
    return await parseIdentities(await runKeyCommand(command, user), 'SOPS_AGE_KEY_CMD');
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it fails';
    return { identities: [], problems: [`SOPS_AGE_KEY_CMD can't be used: ${reason}.`] };
  }
}

async function fromKeysFile(user: UserEnvironment): Promise<ParsedIdentities> {
  const file = sopsKeysFile(user);
  try {
    return await parseIdentities(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return NONE;
    return { identities: [], problems: [`${file} can't be read (${errorCode(error)}).`] };
  }
}

async function sshKeys(user: UserEnvironment): Promise<readonly string[]> {
  const reason = 'SSH keys are not supported; use an age identity (age-keygen).';
  const variables = ['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'SOPS_AGE_SSH_PRIVATE_KEY_CMD'];
  const set = variables.filter((name) => variable(user, name) !== undefined);
  const files = ['id_ed25519', 'id_rsa'].map((name) => path.join(user.home, '.ssh', name));
  const present = await Promise.all(files.map(async (file) => ((await exists(file)) ? [file] : [])));
  return [...set, ...present.flat()].map((source) => `${source}: ${reason}`);
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
