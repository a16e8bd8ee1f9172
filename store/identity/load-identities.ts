import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { bytesOf, statOf } from '../catalog/disk.ts';
import { errorCode } from '../catalog/store-folder.ts';
import { type Identity, type ParsedIdentities, parseIdentities } from './identity.ts';
import { askKeyCommand } from './key-command.ts';
import { digestOf, isAgeFile, OpenedFiles, type ProtectedFile, readProtectedFile } from './protected-file.ts';
import { sopsKeysFile, type UserEnvironment, variable } from './user-folders.ts';

export interface LoadedIdentities {
  /** Each once, in the order of the sources: `extra`, as `sops` tries them, then `files`. */
  readonly identities: readonly Identity[];
  /** Sources that a passphrase protects and that are not opened, each once. */
  readonly locked: readonly ProtectedFile[];
  /** Sources that are set but could not be used, for people. Never a part of a key. */
  readonly problems: readonly string[];
}

/** What the caller adds to the sources of SOPS. */
interface OwnSources {
  /** Identities that it holds (VS Code's secret storage). */
  readonly extra?: readonly Identity[];
  /** Files of the user's besides, absolute. */
  readonly files?: readonly string[];
  /** Protected files that were opened. */
  readonly opened?: OpenedFiles;
  /** Leaves pipes and devices alone (`SOPS_AGE_KEY_FILE=<(…)`): nobody may be there who ends the wait for one. */
  readonly onlyFiles?: boolean;
}

interface Source extends ParsedIdentities {
  readonly locked?: ProtectedFile;
}

/**
 * Every identity that SOPS would use, all sources together, and those of the caller.
 * Never throws for what it finds.
 */
export async function loadIdentities(user: UserEnvironment & OwnSources): Promise<LoadedIdentities> {
  const { extra = [], files = [], opened = new OpenedFiles(), onlyFiles = false } = user;
  const read = (file: string): Promise<Source> => readIdentityFile(file, opened, onlyFiles);
  const sources = await Promise.all([
    fromVariable(user, opened),
    fromFileVariable(user, read),
    fromCommand(user, opened),
    read(sopsKeysFile(user)),
    ...files.map(read),
  ]);
  return {
    identities: unique([...extra, ...sources.flatMap(({ identities }) => identities)], ({ recipient }) => recipient),
    locked: unique(
      sources.flatMap(({ locked }) => locked ?? []),
      digestOf,
    ),
    problems: sources.flatMap(({ problems }) => problems),
  };
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}

const NONE: Source = { identities: [], problems: [] };

async function fromVariable(user: UserEnvironment, opened: OpenedFiles): Promise<Source> {
  const text = variable(user, 'SOPS_AGE_KEY');
  if (text === undefined) return NONE;
  return identitiesIn(Buffer.from(text), 'SOPS_AGE_KEY', opened, true);
}

async function fromFileVariable(user: UserEnvironment, read: (file: string) => Promise<Source>): Promise<Source> {
  const file = variable(user, 'SOPS_AGE_KEY_FILE');
  if (file === undefined) return NONE;
  const source = await read(file);
  return source === NONE
    ? problemOf(`SOPS_AGE_KEY_FILE: ${file} is not there. Put the file there, or unset the variable.`)
    : notEmpty(source, 'SOPS_AGE_KEY_FILE');
}

async function fromCommand(user: UserEnvironment, opened: OpenedFiles): Promise<Source> {
  const command = variable(user, 'SOPS_AGE_KEY_CMD');
  if (command === undefined) return NONE;
  try {
    const printed = Buffer.from(await askKeyCommand(command, user));
    return notEmpty(await identitiesIn(printed, 'SOPS_AGE_KEY_CMD', opened), 'SOPS_AGE_KEY_CMD');
  } catch (error) {
    return problemOf(`SOPS_AGE_KEY_CMD can't be used: ${error instanceof Error ? error.message : 'it fails'}.`);
  }
}

/** What is set is meant to give a key. */
function notEmpty(source: Source, origin: string): Source {
  const { identities, problems, locked } = source;
  return identities.length + problems.length === 0 && !locked ? problemOf(`${origin} gives no identity.`) : source;
}

/** The identities of a file: those of a protected one where it is opened, else the file as locked. Nothing where it is missing. */
async function readIdentityFile(file: string, opened: OpenedFiles, onlyFiles: boolean): Promise<Source> {
  try {
    const isFile = (await statOf(file)).isFile();
    if (onlyFiles && !isFile) return problemOf(`${file} is no file.`);
    // A pipe is read in a thread always: it ends when somebody ends it.
    return await identitiesIn(await (isFile ? bytesOf(file) : readFile(file)), file, opened);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return NONE;
    return problemOf(`${file} can't be read (${errorCode(error)}).`);
  }
}

async function identitiesIn(
  bytes: Uint8Array,
  origin: string,
  opened: OpenedFiles,
  severalPerLine = false,
): Promise<Source> {
  if (!isAgeFile(bytes)) return parseIdentities(new TextDecoder().decode(bytes), origin, severalPerLine);
  try {
    const locked = readProtectedFile(bytes, origin);
    return opened.get(locked) ?? { ...NONE, locked };
  } catch (error) {
    return problemOf(`${origin} ${error instanceof Error ? error.message : "can't be read."}`);
  }
}

function problemOf(problem: string): Source {
  return { identities: [], problems: [problem] };
}

/** SSH keys that `sops` would try and we can't, with the reason. */
export async function unsupportedKeys(user: UserEnvironment): Promise<readonly string[]> {
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
