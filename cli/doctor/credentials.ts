import { CREDENTIAL_TYPES, credentialTypeOf } from '../../store/credential-types/registry.ts';
import { type FilesStore } from '../../store/files/files-store.ts';
import { type CredentialDetails, type SealedDetails } from '../../store/store.ts';
import { type Project } from '../../workspace/api.ts';
import { type Complaint, problem } from './complaint.ts';

/** External credentials: their types, what stands in clear that is to be sealed, and which runtimes open what is. */
export async function checkCredentials({ config }: Project, store: FilesStore): Promise<readonly Complaint[]> {
  const { credentials } = (await store.catalog()).credentials;
  const found: Complaint[] = [];
  for (const { name } of credentials) {
    const details = await store.credential(name);
    if (!details) continue;
    found.push(...checkType(details), ...checkClear(details));
    for (const field of details.sealed) if (field.isSealed) found.push(...checkSealed(name, field, config));
  }
  return found;
}

function checkType({ name, type }: CredentialDetails): readonly Complaint[] {
  if (credentialTypeOf(type)) return [];
  const known = CREDENTIAL_TYPES.map(({ id }) => id).join(', ');
  const message = `Its type ${JSON.stringify(type)} is not known here (known: ${known}): update flow-secrets, or remove it and add it again.`;
  return [problem(name, message)];
}

/** Nothing of ours writes such a file: it was edited by hand, and what stands in clear was seen by all who can read it. */
function checkClear({ name, type, fields, sealed }: CredentialDetails): readonly Complaint[] {
  const secret = new Set(
    credentialTypeOf(type)
      ?.fields.filter((field) => field.sealed)
      .map((field) => field.name),
  );
  const open = [
    ...fields.map(([field]) => field).filter((field) => secret.has(field)),
    ...sealed.filter((field) => !field.isSealed).map((field) => field.name),
  ];
  return open.map((field) =>
    problem(
      name,
      `${field} stands in clear in the file: change it at its provider, then enter it with credential set.`,
    ),
  );
}

function checkSealed(
  name: string,
  { name: field, sealedTo }: SealedDetails,
  { runtimes }: Project['config'],
): readonly Complaint[] {
  const closed = runtimes.filter(({ key }) => !sealedTo.includes(key)).map((runtime) => runtime.name);
  const gone = sealedTo.filter((key) => !runtimes.some((runtime) => runtime.key === key));
  const found: Complaint[] = [];
  if (closed.length > 0) {
    found.push(
      problem(name, `The runtime ${closed.join(', ')} can't open ${field}: enter it again with credential set.`),
    );
  }
  if (gone.length > 0) {
    const message = `${gone.join(', ')}, which is no runtime any more, can open ${field}: change it at its provider.`;
    found.push(problem(name, message));
  }
  return found;
}
