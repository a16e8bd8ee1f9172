import * as l10n from '@vscode/l10n';
import { type Config } from '../config/config.ts';
import { type Recipient } from '../store/store.ts';

/** `Ana (age1qy…x8k2)`; a key without a name is given whole, because nothing else tells who it is. */
export function ownersText(recipients: readonly Recipient[]): readonly string[] {
  return recipients.map(ownerText);
}

export function ownerText({ name, key }: Pick<Recipient, 'name' | 'key'>): string {
  return name === undefined ? key : `${name} (${shortKey(key)})`;
}

/** The name that flow-secrets.json gives a public key's holder, else the key's ends. */
export function nameOfKey({ owners, runtimes }: Config, key: string): string {
  const runtime = runtimes.find((one) => one.key === key)?.name;
  return owners.find(([, one]) => one === key)?.[0] ?? runtime ?? shortKey(key);
}

/** Begin and end of a public key, enough to tell two apart at a glance (never to confirm one). */
export function shortKey(key: string): string {
  return key.length <= 20 ? key : `${key.slice(0, 9)}…${key.slice(-6)}`;
}

/** The lines of the question before something is sealed to keys that this user has not confirmed: each in full. */
export function confirmationDetail(recipients: readonly Recipient[]): string {
  return recipients
    .map(({ name, key, origin }) => [name ?? l10n.t('(no name)'), key, l10n.t('from {0}', origin)].join('\n'))
    .join('\n\n');
}
