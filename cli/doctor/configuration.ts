import { join } from 'node:path';
import { CONFIG_FILE } from '../../config/config.ts';
import { creationRuleFor } from '../../store/files/creation-rules.ts';
import { isRecipient, recipientFault } from '../../store/identity/identity.ts';
import { StoreError } from '../../store/store.ts';
import { type Project } from '../../workspace/api.ts';
import { inWorkspace } from '../workspace.ts';
import { type Complaint, problem } from './complaint.ts';

/** Public keys in flow-secrets.json: whether each is one, which takes more than to look at how it begins. */
export function checkKeys({ config: { owners, runtimes } }: Project): readonly Complaint[] {
  const keys = [
    ...owners.map(([name, key]) => ['owners', name, key] as const),
    ...runtimes.map(({ name, key }) => ['runtimes', name, key] as const),
  ];
  return keys
    .filter(([, , key]) => !isRecipient(key))
    .map(([list, name, key]) => problem(CONFIG_FILE, `${list}[${JSON.stringify(name)}]: ${recipientFault(key)}`));
}

/** The project's `.sops.yaml`, which says who reads a new space too. */
export async function checkCreationRules({ root, storeFolder }: Project): Promise<readonly Complaint[]> {
  try {
    await creationRuleFor(join(storeFolder, 'any.space.json'), root);
    return [];
  } catch (error) {
    if (!(error instanceof StoreError) || error.file === undefined) throw error;
    const why = error.message.replace(`${error.file}: `, '');
    return [problem(inWorkspace(root, error.file), `${why} Until it is mended, nobody can add a space.`)];
  }
}
