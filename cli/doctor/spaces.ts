import { type FilesStore } from '../../store/files/files-store.ts';
import { brokenFileOf, type FoundSpace } from '../../store/files/space-access.ts';
import { type SpaceRole } from '../../store/store.ts';
import { type Project } from '../../workspace/api.ts';
import { quoted, withAccept } from '../words.ts';
import { inWorkspace, statOf } from '../workspace.ts';
import { type Complaint, note, problem, UNDECLARED } from './complaint.ts';

/** Space files, who reads them, and what the configuration says of them. */
export async function checkSpaces(
  { root, config, storeFolder }: Project,
  store: FilesStore,
): Promise<readonly Complaint[]> {
  const { spaces, broken, credentials } = await store.catalog();
  const found: Complaint[] = broken.map(({ source, problem: why }) => problem(inWorkspace(root, source), why));
  if (spaces.length === 0 && broken.length === 0) {
    found.push(note('store', await nothingIn(storeFolder)));
  }
  if (credentials.source !== undefined && credentials.problem !== undefined) {
    found.push(problem(inWorkspace(root, credentials.source), credentials.problem));
  }
  const names = new Set(spaces.map(({ space }) => space));
  for (const space of new Set((config.bindings ?? []).flatMap((binding) => binding.spaces))) {
    if (!names.has(space) && !brokenFileOf(space, broken)) {
      found.push(problem(space, `A binding names it, but no file declares it: ${UNDECLARED}`));
    }
  }
  for (const [space, role] of await store.roles()) found.push(...(await checkSpace(space, role, config, store)));
  for (const space of spaces) found.push(...(await checkClear(space, store)));
  return found;
}

async function nothingIn(storeFolder: string): Promise<string> {
  return (await statOf(storeFolder)) === undefined
    ? `There is no store yet in ${storeFolder}: flow-secrets init.`
    : 'It has no space yet: flow-secrets space add NAME.';
}

/** `sops` leaves values in clear when the file's settings say so. */
async function checkClear(space: FoundSpace, store: FilesStore): Promise<readonly Complaint[]> {
  const keys = await store.keysInClear(space);
  if (keys.length === 0) return [];
  const stand = keys.length === 1 ? 'stands' : 'stand';
  const message = `${keys.join(', ')} ${stand} in clear in the file: change it at its provider, then encrypt the file again with sops and --encrypted-regex '^secrets$'.`;
  return [problem(space.space, message)];
}

async function checkSpace(
  space: string,
  { role, reason = 'You see names only.', code, warning, note: news }: SpaceRole,
  { runtimes }: Project['config'],
  store: FilesStore,
): Promise<readonly Complaint[]> {
  // Who has no key sees names only, and that is no fault; a file that does not open for who has one is.
  if (role === 'names') return [code === 'not-owner' ? note(space, reason) : problem(space, reason)];
  const unconfirmed = await store.unconfirmedReaders(space);
  return [
    ...(warning === undefined ? [] : [problem(space, withAccept(warning, space))]),
    ...(news === undefined ? [] : [note(space, withAccept(news, space))]),
    ...unconfirmed.map(({ key, name, origin }) => {
      const runtime = runtimes.find((known) => known.key === key)?.name;
      const remove =
        runtime === undefined ? `owner remove ${quoted(space)} ${key}` : `runtime remove ${quoted(runtime)}`;
      return problem(
        space,
        `${name === undefined ? '' : `${name}: `}${key} reads it (${origin}), and you have not confirmed that: you are asked when you save a secret. If you do not know it: ${remove}.`,
      );
    }),
  ];
}
