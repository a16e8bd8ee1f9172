import { join } from 'node:path';
import { CONFIG_FILE } from '../config/config.ts';
import { Confirmations } from '../store/confirmations.ts';
import { readConfigFile } from '../store/files/config-file.ts';
import { FilesStore } from '../store/files/files-store.ts';
import { type Identity } from '../store/identity/identity.ts';
import { unsupportedKeys } from '../store/identity/load-identities.ts';
import { confirmationsFile, seenSpacesFolder } from '../store/identity/user-folders.ts';
import { SpaceMemory } from '../store/space-memory.ts';
import { type Recipient } from '../store/store.ts';
import { type Project } from '../workspace/api.ts';
import { nodeFileSystem } from '../workspace/file-system.ts';
import { readProject } from '../workspace/projects.ts';
import {
  JSON_OPTION,
  type Option,
  type OptionValues,
  Refusal,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from './command.ts';
import { openIdentities } from './identities.ts';
import { withAccept } from './words.ts';
import { type OpenedWorkspace, rootOf } from './workspace.ts';

/** Every command that seals something takes it. */
export const CONFIRM_OPTION: Option = {
  type: 'string',
  multiple: true,
  value: 'RECIPIENT',
  help: 'this key (age1…) may read what is saved; may be repeated',
};

/** Options of every command that changes the store. */
export const CHANGE_OPTIONS: Readonly<Record<string, Option>> = {
  json: JSON_OPTION,
  root: ROOT_OPTION,
  confirm: CONFIRM_OPTION,
};

export interface OpenedStore {
  readonly project: Project;
  readonly store: FilesStore;
  /** What it was opened with. */
  readonly identities: readonly Identity[];
}

/** The store of the workspace, without a look at its flows. Throws a UsageError when the configuration can't be used. */
export async function openProjectStore(values: OptionValues, terminal: Terminal): Promise<OpenedStore> {
  const project = await readProject(await rootOf(values, terminal), nodeFileSystem);
  if (project.problem !== undefined) throw new UsageError(project.problem);
  return opened(project, values, terminal);
}

/** The project of `--root`: the one whose flow-secrets.json is at the top. */
export function projectIn({ root, workspace }: OpenedWorkspace): Project {
  const project = workspace.projects().find((candidate) => candidate.root === root);
  if (!project) throw new UsageError(`${root} is no project.`);
  return project;
}

/** The project's store, opened with every identity that `sops` would use; a passphrase is asked for at a terminal. */
export async function openStore(project: Project, values: OptionValues, terminal: Terminal): Promise<FilesStore> {
  return (await opened(project, values, terminal)).store;
}

async function opened(project: Project, values: OptionValues, terminal: Terminal): Promise<OpenedStore> {
  const { user } = terminal.input;
  const { identities, locked, problems } = await openIdentities(terminal);
  const unsupported = identities.length === 0 ? await unsupportedKeys(user) : [];
  for (const problem of [...problems, ...unsupported]) terminal.err(problem);
  const given = values['confirm'];
  const confirmed = new Set(Array.isArray(given) ? given : []);
  const store = new FilesStore({
    root: project.root,
    folder: project.storeFolder,
    identities: () => Promise.resolve(identities),
    locked: () => Promise.resolve(locked),
    config: () => readConfigFile(join(project.root, CONFIG_FILE)),
    confirm: (recipients) => confirm(recipients, confirmed, terminal),
    confirmations: new Confirmations(confirmationsFile(user)),
    memory: new SpaceMemory(seenSpacesFolder(user)),
    warn: (warning, space) => {
      terminal.err(withAccept(warning, space));
    },
  });
  return { project, store, identities };
}

/** A yes on a terminal; false without one, where nothing is asked. */
export async function askYes(question: string, { input }: Terminal): Promise<boolean> {
  return input.isTerminal && /^y(es)?$/i.test((await input.ask(`${question} [y/N] `)).trim());
}

async function confirm(
  recipients: readonly Recipient[],
  confirmed: ReadonlySet<unknown>,
  terminal: Terminal,
): Promise<boolean> {
  const open = recipients.filter(({ key }) => !confirmed.has(key));
  if (open.length === 0) return true;
  const list = open.map(({ key, name, origin }) => `  ${key}${name === undefined ? '' : ` ${name}`} (${origin})`);
  const words = 'Not confirmed yet, compare each key with what its holder tells you:';
  for (const line of [words, ...list]) terminal.err(line);
  if (await askYes('May they read what is saved?', terminal)) return true;
  throw new Refusal(`Nothing was sealed to keys that are not confirmed: repeat with ${confirmOptions(open)}.`);
}

function confirmOptions(recipients: readonly Recipient[]): string {
  return recipients.map(({ key }) => `--confirm ${key}`).join(' ');
}
