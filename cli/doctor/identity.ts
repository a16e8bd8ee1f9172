import { loadIdentities, unsupportedKeys } from '../../store/identity/load-identities.ts';
import { type UserEnvironment } from '../../store/identity/user-folders.ts';
import { type Complaint, note, problem } from './complaint.ts';

/** The keys of this user: without one there are names only. */
export async function checkIdentity(user: UserEnvironment): Promise<readonly Complaint[]> {
  const { identities, locked, problems } = await loadIdentities(user);
  const unsupported = await unsupportedKeys(user);
  const none =
    identities.length === 0 && locked.length === 0
      ? [note('identity', 'You have none here, so you see names only. Make one with flow-secrets init, or age-keygen.')]
      : [];
  return [
    ...problems.map((message) => problem('identity', message)),
    ...none,
    ...locked.map(({ origin }) =>
      note('identity', `${origin} is protected by a passphrase: commands ask for it at a terminal.`),
    ),
    ...unsupported.map((message) => note('identity', message)),
  ];
}
