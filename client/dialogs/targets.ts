import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CredentialEntry, type SecretEntry, type SpaceCatalog } from '../../language/catalog.ts';
import { type App } from '../app.ts';
import { typeLabel } from '../credential-type-text.ts';
import { LockedError, UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { type Segment } from '../../language/references/write-access.ts';
import { CredentialNode } from '../trees/nodes/credential.ts';
import { FieldNode } from '../trees/nodes/field.ts';
import { MissingNode, MissingSecretNode } from '../trees/nodes/missing.ts';
import { PathNode } from '../trees/nodes/path.ts';
import { OwnerNode, RuntimeNode } from '../trees/nodes/reader.ts';
import { ReadersNode } from '../trees/nodes/readers.ts';
import { SecretNode } from '../trees/nodes/secret.ts';
import { SpaceNode } from '../trees/nodes/space.ts';
import { secretDescription, spaceDescription } from '../trees/texts.ts';
import { pick } from './pick.ts';

// What a command is about: the row it was called on, or, from the palette, what the user chooses.

export interface SpaceTarget {
  readonly project: Project;
  readonly space: SpaceCatalog;
}
export interface SecretTarget extends SpaceTarget {
  readonly secret: SecretEntry;
  readonly path: readonly Segment[];
}
export interface CredentialTarget {
  readonly project: Project;
  readonly credential: CredentialEntry;
}

/** Refuses in Restricted Mode, with the reason. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError(
    l10n.t('In Restricted Mode nothing is decrypted or written. Trust this workspace first (Manage Workspace Trust).'),
  );
}

/** Refuses who is no Owner of the space, with the reason. */
export function requireOwner({ project, space }: SpaceTarget): void {
  requireTrust();
  const access = project.access.get(space.space);
  if (access?.role === 'owner') return;
  if (project.lock) throw new LockedError(project.lock.reason);
  const why = access?.reason ?? l10n.t('You are not an Owner of {0}.', space.space);
  throw new UserError(l10n.t('{0} Send your public key (Copy My Public Key) to one of its Owners.', why));
}

/** The project of a row, of a folder given by `root`, or the user's choice. */
export async function projectTarget(app: App, argument: unknown): Promise<Project> {
  await app.projects.ready();
  const space = spaceOf(argument);
  if (space) return space.project;
  const named = projectNamed(app, argument);
  if (named) return named;
  const { all } = app.projects;
  const [first] = all;
  if (!first) throw new UserError(l10n.t('Open a folder with flow files first.'));
  if (all.length === 1) return first;
  const choices = all.map((project) => ({ label: project.name, description: project.root, value: project }));
  return pick(choices, { title: l10n.t('Project'), placeholder: l10n.t('Which project?') });
}

export async function spaceTarget(app: App, argument: unknown, title: string): Promise<SpaceTarget> {
  await app.projects.ready();
  const given = spaceOf(argument) ?? spaceNamed(app, argument);
  if (given) return given;
  const project = await projectTarget(app, argument);
  const { spaces } = project.catalog;
  const [first] = spaces;
  if (!first) throw new UserError(l10n.t('There is no space yet. Add one first (Add Space).'));
  if (spaces.length === 1) return { project, space: first };
  const choices = spaces.map((space) => ({ label: space.space, description: spaceDescription(space), value: space }));
  return { project, space: await pick(choices, { title, placeholder: l10n.t('Which space?') }) };
}

export async function secretTarget(app: App, argument: unknown, title: string): Promise<SecretTarget> {
  await app.projects.ready();
  const given = secretOf(argument) ?? secretNamed(app, argument);
  if (given) return given;
  const { project, space } = await spaceTarget(app, argument, title);
  if (space.secrets.length === 0) throw new UserError(l10n.t('{0} has no secrets yet.', space.space));
  const counts = project.state.spaces.find((counted) => counted.space === space.space);
  const uses = new Map(counts?.uses);
  const choices = space.secrets.map((secret) => ({
    label: secret.key,
    description: secretDescription(secret, uses.get(secret.key), counts?.dynamic ?? false),
    value: secret,
  }));
  const secret = await pick(choices, { title, placeholder: l10n.t('Which secret of {0}?', space.space) });
  return { project, space, secret, path: [] };
}

export async function credentialTarget(app: App, argument: unknown, title: string): Promise<CredentialTarget> {
  const node = argument instanceof FieldNode ? argument.parent : argument;
  if (node instanceof CredentialNode) return node;
  const project = await projectTarget(app, argument);
  const named = project.catalog.credentials.credentials.find(({ name }) => name === namedIn(argument).name);
  if (named) return { project, credential: named };
  const { credentials } = project.catalog.credentials;
  if (credentials.length === 0) throw new UserError(l10n.t('There are no external credentials yet.'));
  const choices = credentials.map((entry) => ({ label: entry.name, description: typeLabel(entry.type), value: entry }));
  return { project, credential: await pick(choices, { title, placeholder: l10n.t('Which credential?') }) };
}

/** From the palette: is it about a secret or a credential? Asked only where there are both. */
export async function kindTarget(app: App, argument: unknown, title: string): Promise<'secret' | 'credential'> {
  if (argument instanceof CredentialNode || argument instanceof FieldNode) return 'credential';
  if (namedIn(argument).name !== undefined) return 'credential';
  await app.projects.ready();
  const { all } = app.projects;
  if (argument !== undefined || all.every(({ catalog }) => catalog.credentials.credentials.length === 0))
    return 'secret';
  return pick<'secret' | 'credential'>(
    [
      { label: l10n.t('A secret of a space'), value: 'secret' },
      { label: l10n.t('An external credential'), value: 'credential' },
    ],
    { title, placeholder: l10n.t('What is it about?') },
  );
}

function spaceOf(argument: unknown): SpaceTarget | undefined {
  if (argument instanceof SpaceNode) return argument;
  if (argument instanceof SecretNode || argument instanceof MissingNode) return argument.parent;
  if (argument instanceof PathNode) return argument.secret.parent;
  if (argument instanceof ReadersNode) return argument.parent;
  if (argument instanceof OwnerNode) return argument.of?.parent;
  if (argument instanceof RuntimeNode) return argument.parent.parent;
  return argument instanceof MissingSecretNode ? argument.parent.parent : undefined;
}

function secretOf(argument: unknown): SecretTarget | undefined {
  const node = argument instanceof PathNode ? argument.secret : argument;
  if (!(node instanceof SecretNode)) return undefined;
  const { project, space } = node.parent;
  return { project, space, secret: node.secret, path: argument instanceof PathNode ? argument.path : [] };
}

// From a quick fix, a code lens or a table, which name what they are about (server/protocol.ts).

function spaceNamed(app: App, argument: unknown): SpaceTarget | undefined {
  const project = projectNamed(app, argument);
  const space = project?.catalog.spaces.find((entry) => entry.space === namedIn(argument).space);
  return project && space && { project, space };
}

function secretNamed(app: App, argument: unknown): SecretTarget | undefined {
  const target = spaceNamed(app, argument);
  const secret = target?.space.secrets.find(({ key }) => key === namedIn(argument).key);
  return target && secret && { ...target, secret, path: [] };
}

type Names = Partial<Readonly<Record<'root' | 'space' | 'key' | 'name', string>>>;

/** The names that an argument from outside holds, as far as they are texts. */
export function namedIn(argument: unknown): Names {
  if (typeof argument !== 'object' || argument === null) return {};
  const names = ['root', 'space', 'key', 'name'].map((name) => [name, Reflect.get(argument, name)] as const);
  return Object.fromEntries(names.filter(([, value]) => typeof value === 'string'));
}

function projectNamed(app: App, argument: unknown): Project | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('project' in argument) return app.projects.all.find((project) => project === argument.project);
  return 'root' in argument && typeof argument.root === 'string' ? app.projects.get(argument.root) : undefined;
}
