import { type CredentialEntry } from '../catalog.ts';
import { isNamed } from '../reference.ts';
import { type Candidate, credentialOf, follow, membersOf, secretsOf, type KnownNames } from './candidates.ts';
import { type NamePlace } from './name-place.ts';

/** A name that may be written in a place. */
export type Choice =
  | { readonly kind: 'secret' | 'path'; readonly name: string; readonly candidate: Candidate }
  | { readonly kind: 'credential'; readonly name: string; readonly credential: CredentialEntry }
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly credential: CredentialEntry;
      readonly sealed: boolean;
    };

/** The names that the store knows for a place. */
export function choicesAt(known: KnownNames, { reference, segment }: NamePlace): readonly Choice[] {
  if (reference.kind === 'credential') {
    if (segment < 0) {
      return known.catalog.credentials.credentials.map((credential) => ({
        kind: 'credential',
        name: credential.name,
        credential,
      }));
    }
    const credential = reference.key && credentialOf(known, reference.key.name);
    return credential && segment === 0 ? fieldsOf(credential) : [];
  }
  if (segment < 0) {
    return secretsOf(known).map((candidate) => ({ kind: 'secret', name: candidate.name, candidate }));
  }
  if (!isNamed(reference)) return [];
  return membersOf(follow(known, reference, segment - 1)).map((candidate) => ({
    kind: 'path',
    name: candidate.name,
    candidate,
  }));
}

function fieldsOf(credential: CredentialEntry): readonly Choice[] {
  const choice = (sealed: boolean) => (name: string) => ({ kind: 'field', name, credential, sealed }) as const;
  return [...credential.fields.map(choice(false)), ...credential.sealed.map(choice(true))];
}
