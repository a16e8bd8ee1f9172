import { type FilesStore } from '../../store/files/files-store.ts';
import { type Project } from '../../workspace/api.ts';
import { type Complaint, problem } from './complaint.ts';

/** What runtimes can open, against what they should. */
export async function checkRuntimes({ config }: Project, store: FilesStore): Promise<readonly Complaint[]> {
  const found: Complaint[] = [];
  const { spaces, broken, credentials } = await store.catalog();
  for (const { name, key, spaces: wanted } of config.runtimes) {
    for (const space of wanted) {
      // What is said of a broken space is said by checkSpaces.
      if (broken.some((torn) => torn.space === space)) continue;
      if (!spaces.some((known) => known.space === space)) {
        found.push(
          problem(space, `The runtime ${name} is to open it, but no file declares it: mend flow-secrets.json.`),
        );
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
  for (const { name } of credentials.credentials) found.push(...(await checkCredential(name, config, store)));
  return found;
}

async function checkCredential(
  name: string,
  { runtimes }: Project['config'],
  store: FilesStore,
): Promise<readonly Complaint[]> {
  const sealed = (await store.credential(name))?.sealed ?? [];
  return sealed.flatMap(({ name: field, sealedTo }) => {
    const closed = runtimes.filter(({ key }) => !sealedTo.includes(key)).map((runtime) => runtime.name);
    const gone = sealedTo.filter((key) => !runtimes.some((runtime) => runtime.key === key));
    return [
      ...(closed.length === 0
        ? []
        : [problem(name, `The runtime ${closed.join(', ')} can't open ${field}: enter it again with credential set.`)]),
      ...(gone.length === 0
        ? []
        : [
            problem(
              name,
              `${gone.join(', ')}, which is no runtime any more, can open ${field}: change it at its provider.`,
            ),
          ]),
    ];
  });
}
