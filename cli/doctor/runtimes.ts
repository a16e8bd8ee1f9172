import { type FilesStore } from '../../store/files/files-store.ts';
import { brokenFileOf } from '../../store/files/space-access.ts';
import { isRecipient } from '../../store/identity/identity.ts';
import { type Project } from '../../workspace/api.ts';
import { type Complaint, problem, UNDECLARED } from './complaint.ts';

/** Which spaces runtimes can open, against which they should. */
export async function checkRuntimes({ config }: Project, store: FilesStore): Promise<readonly Complaint[]> {
  const found: Complaint[] = [];
  const { spaces, broken } = await store.catalog();
  for (const { name, key, spaces: wanted } of config.runtimes.filter((runtime) => isRecipient(runtime.key))) {
    for (const space of wanted) {
      // What is said of a broken space is said by checkSpaces.
      if (brokenFileOf(space, broken)) continue;
      if (!spaces.some((known) => known.space === space)) {
        found.push(problem(space, `The runtime ${name} is to open it, but no file declares it: ${UNDECLARED}`));
      } else if (!(await store.readersOf(space)).includes(key)) {
        found.push(
          problem(
            space,
            `flow-secrets.json lists it for the runtime ${name}, which can't open it: runtime remove ${name}, then runtime add.`,
          ),
        );
      }
    }
  }
  return found;
}
