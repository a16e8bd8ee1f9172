import * as l10n from '@vscode/l10n';
import { type CredentialEntry, type SecretEntry, type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { type Runtime } from '../../config/config.ts';
import { type Role, type SpaceNews } from '../../store/store.ts';

// What rows say. Pure, so that plain tests can read them; no value comes near here.

/** `v12 · 8 secrets` */
export function spaceDescription(space: SpaceCatalog): string {
  return l10n.t('v{0} · {1}', space.version, secretsText(space.secrets.length));
}

export interface SpaceFacts {
  readonly role: Role;
  /** Why the role is not Owner. */
  readonly reason?: string | undefined;
  readonly owners: readonly string[];
  readonly issuedAt?: string | undefined;
  readonly news: SpaceNews;
}

/** The lines of a space's tooltip. */
export function spaceTooltip(space: SpaceCatalog, facts: SpaceFacts): string {
  const { warning, note } = facts.news;
  return [
    space.space,
    ...(warning === undefined ? [] : [l10n.t('{0} Accept This State ends this warning.', warning)]),
    ...(note === undefined ? [] : [l10n.t('{0} Accept This State ends this note.', note)]),
    l10n.t('Version: {0}', space.version),
    l10n.t('Secrets: {0}', space.secrets.length),
    l10n.t('Created at: {0}', timeText(space.createdAt)),
    l10n.t('Updated at: {0}', timeText(space.updatedAt)),
    l10n.t('Issued at: {0}', timeText(facts.issuedAt)),
    roleText(facts),
    ...(facts.owners.length > 0 ? [l10n.t('Owners: {0}', facts.owners.join(', '))] : []),
    ...(space.changedBySops ? [l10n.t('Changed by sops since the last write of this extension.')] : []),
  ].join('\n');
}

function roleText(facts: SpaceFacts): string {
  if (facts.role === 'owner') return l10n.t('Role: Owner');
  return facts.reason === undefined ? l10n.t('Role: names only') : l10n.t('Role: names only. {0}', facts.reason);
}

/** `2 Owners · 1 runtime` */
export function readersText(owners: number, runtimes: number): string {
  const people = owners === 1 ? l10n.t('1 Owner') : l10n.t('{0} Owners', owners);
  const machines = runtimes === 1 ? l10n.t('1 runtime') : l10n.t('{0} runtimes', runtimes);
  return l10n.t('{0} · {1}', people, machines);
}

/**
 * The lines of a runtime's tooltip.
 * @param space the space that it is shown under
 * @param reads false when flow-secrets.json lists it for the space, which is not sealed to it
 */
export function runtimeTooltip({ name, key, spaces }: Runtime, space: string, reads: boolean): string {
  const closed = l10n.t(
    'flow-secrets.json lists it for {0}, which it can’t open: remove the runtime, then add it again.',
    space,
  );
  return [name, key, l10n.t('Opens: {0}', spaces.join(', ')), ...(reads ? [] : [closed])].join('\n');
}

/** What has to be done about a sealed field, as the runtimes are now. */
export interface SealedState {
  /** Names of runtimes that can't open it: it has to be entered again. */
  readonly enterAgain: readonly string[];
  /** Keys of no runtime any more that can open it: it has to be changed at its provider. */
  readonly changeAtProvider: readonly string[];
}

export function sealedState(sealedTo: readonly string[], runtimes: readonly Runtime[]): SealedState {
  return {
    enterAgain: runtimes.filter(({ key }) => !sealedTo.includes(key)).map(({ name }) => name),
    changeAtProvider: sealedTo.filter((key) => !runtimes.some((runtime) => runtime.key === key)),
  };
}

/** `sealed`, or what is to be done. */
export function sealedDescription({ enterAgain, changeAtProvider }: SealedState): string {
  const parts = [
    ...(enterAgain.length > 0 ? [l10n.t('enter again for {0}', enterAgain.join(', '))] : []),
    ...(changeAtProvider.length > 0 ? [l10n.t('change at its provider')] : []),
  ];
  return parts.length === 0 ? l10n.t('sealed') : parts.join(' · ');
}

/** Whom a sealed field is sealed to, and why something is to be done. */
export function sealedTooltip(sealedTo: readonly string[], runtimes: readonly Runtime[]): string {
  const { enterAgain, changeAtProvider } = sealedState(sealedTo, runtimes);
  const known = runtimes.filter(({ key }) => sealedTo.includes(key)).map(({ name }) => name);
  return [
    known.length > 0
      ? l10n.t('Sealed to {0}: nobody can read it back.', known.join(', '))
      : l10n.t('Sealed: nobody can read it back.'),
    ...(enterAgain.length > 0
      ? [l10n.t('The runtime {0} can’t open it: enter it again (Edit Credential).', enterAgain.join(', '))]
      : []),
    ...(changeAtProvider.length > 0
      ? [
          l10n.t(
            '{0}, which is no runtime any more, can open it: change it at its provider.',
            changeAtProvider.join(', '),
          ),
        ]
      : []),
  ].join('\n');
}

/** `text · 3 uses`; a computed access in a bound file makes `unused` a `maybe unused`. */
export function secretDescription(secret: SecretEntry, uses: number | undefined, dynamic: boolean): string {
  return l10n.t('{0} · {1}', kindText(secret.shape), usesText(uses, dynamic));
}

export function secretTooltip(secret: SecretEntry): string {
  return [
    secret.key,
    l10n.t('Created at: {0}', timeText(secret.createdAt)),
    l10n.t('Updated at: {0}', timeText(secret.updatedAt)),
    ...(secret.note === undefined || secret.note === '' ? [] : [l10n.t('Note: {0}', secret.note)]),
  ].join('\n');
}

/** `JSON` for a secret that has key paths, else `text`. */
export function kindText(shape: Shape): string {
  switch (shape.kind) {
    case 'object':
    case 'array':
      return l10n.t('JSON');
    case 'text':
      return l10n.t('text');
    case 'unknown':
      return l10n.t('empty');
  }
}

/** `unused`, `1 use`, `3 uses`; nothing while files are still unread. */
export function usesText(uses: number | undefined, dynamic: boolean): string {
  if (uses === undefined) return l10n.t('counting uses…');
  if (uses > 1) return l10n.t('{0} uses', uses);
  if (uses === 1) return l10n.t('1 use');
  return dynamic ? l10n.t('maybe unused') : l10n.t('unused');
}

/** `Mailgun · 20 Nov 2026 · 2 uses` */
export function credentialDescription(credential: CredentialEntry, type: string, uses: string): string {
  return l10n.t('{0} · {1} · {2}', type, dateText(credential.createdAt), uses);
}

export function credentialTooltip(credential: CredentialEntry, type: string, uses: string): string {
  return [
    l10n.t('{0} · {1}', credential.name, uses),
    l10n.t('Type: {0}', type),
    l10n.t('Created at: {0}', timeText(credential.createdAt)),
    l10n.t('Updated at: {0}', timeText(credential.updatedAt)),
  ].join('\n');
}

export function secretsText(count: number): string {
  return count === 1 ? l10n.t('1 secret') : l10n.t('{0} secrets', count);
}

/** A time as people here write it. */
export function timeText(iso: string | undefined): string {
  const time = parsed(iso);
  return time === undefined ? l10n.t('unknown') : time.toLocaleString();
}

function dateText(iso: string | undefined): string {
  const time = parsed(iso);
  return time === undefined ? l10n.t('unknown') : time.toLocaleDateString();
}

function parsed(iso: string | undefined): Date | undefined {
  const time = new Date(iso ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}
