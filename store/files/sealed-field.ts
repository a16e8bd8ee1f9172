import { compactJson, memberOf, string, textOf, treeOfBytes } from '../catalog/json-tree.ts';
import { type Identity } from '../identity/identity.ts';
import { SecretValue } from '../secret-value.ts';
import { StoreError } from '../store.ts';
import { sealTo, unseal } from './sops/data-key.ts';
import { OpenedKeys } from './sops/opened-keys.ts';

/** What a sealed value is tied to: it can't be moved to another name or sent to another place. */
export interface SealedFor {
  readonly credential: string;
  readonly field: string;
  /** The digest of `destinationOf`. */
  readonly destination: string;
}

/** Seals a field's value to the runtimes' keys, in one armored age file. */
export async function sealField(what: SealedFor, value: SecretValue, recipients: readonly string[]): Promise<string> {
  const text = compactJson({
    kind: 'object',
    members: [
      ['credential', string(what.credential)],
      ['field', string(what.field)],
      ['value', string(value.reveal())],
      ['destination', string(what.destination)],
    ],
  });
  return sealTo(recipients, Buffer.from(text, 'utf8'));
}

/**
 * Opens a sealed field, as a runtime does.
 * @param expected what the file says the value is for
 * @param opened seals that were opened before, where a caller keeps them: each costs a key exchange
 * @throws StoreError `not-owner` when no identity opens it, `tampered` when it was sealed for something else
 */
export async function openSealedField(
  armored: string,
  identities: readonly Identity[],
  expected: SealedFor,
  opened = new OpenedKeys(),
): Promise<SecretValue> {
  const name = `${JSON.stringify(expected.credential)}, field ${expected.field}`;
  const known = opened.get(armored, identities);
  const bytes = known ?? (await unseal(armored, identities));
  if (!bytes)
    throw new StoreError('not-owner', `No identity here opens the credential ${name}. Enter the value again.`);
  if (!known) opened.set(armored, bytes);
  const sealed = treeOfBytes(bytes);
  const text = (member: keyof SealedFor | 'value'): string | undefined => textOf(memberOf(sealed, member));
  const value = text('value');
  const fits =
    text('credential') === expected.credential &&
    text('field') === expected.field &&
    text('destination') === expected.destination;
  if (value === undefined || !fits) {
    throw new StoreError(
      'tampered',
      `The credential ${name} was sealed for another name or destination. Enter the value again.`,
    );
  }
  return new SecretValue(value);
}
