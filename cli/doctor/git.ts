import { isAbsolute, join } from 'node:path';
import { conflictedFiles, isRemovedByOne, REMOVED_BY_ONE } from '../../store/git/merge-sources.ts';
import { gitText } from '../../store/git/git.ts';
import { whyGitIsSilent } from '../../store/git/ignored.ts';
import { programOf } from '../../store/git/merge-driver.ts';
import { type Project } from '../../workspace/api.ts';
import { inWorkspace, statOf } from '../workspace.ts';
import { type Complaint, note, problem } from './complaint.ts';

/** What git does with the store. */
export async function checkGit({ root, storeFolder }: Project): Promise<readonly Complaint[]> {
  if ((await gitText(storeFolder, 'rev-parse', '--is-inside-work-tree')) !== 'true') {
    if ((await statOf(storeFolder)) === undefined) return [];
    const why = await whyGitIsSilent(storeFolder);
    if (why !== undefined) return [problem('git', `${why} Until it answers, earlier values and merges can't be seen.`)];
    return [note('git', 'The store is in no git repository, so earlier values can not be restored.')];
  }
  const conflicts = await conflictedFiles(storeFolder);
  // As if nothing were committed yet: a new space of an ignored folder would be missing for others.
  const anySpace = join(storeFolder, 'any.space.json');
  const isIgnored = (await gitText(storeFolder, 'check-ignore', '--quiet', '--no-index', '--', anySpace)) !== undefined;
  const driver = await gitText(storeFolder, 'config', '--get', 'merge.flow-secrets.driver');
  return [
    ...(await Promise.all(conflicts.map(async (file) => problem(inWorkspace(root, file), await remedyOf(file))))),
    ...(isIgnored
      ? [problem(inWorkspace(root, storeFolder), 'Git ignores it: values are encrypted, so commit it.')]
      : []),
    ...(driver === undefined
      ? [note('git', 'Two branches that change one space end in a conflict: flow-secrets merge-driver --install.')]
      : await checkDriver(driver)),
  ];
}

/** Another Node, or an update, may have moved the program since. */
async function checkDriver(driver: string): Promise<readonly Complaint[]> {
  for (const word of programOf(driver).filter((one) => isAbsolute(one))) {
    if ((await statOf(word)) === undefined) {
      const message = `The merge driver can't start, as ${word} is gone: flow-secrets merge-driver --install.`;
      return [problem('git', message)];
    }
  }
  return [];
}

async function remedyOf(file: string): Promise<string> {
  if (await isRemovedByOne(file)) return REMOVED_BY_ONE;
  return 'Git could not merge it: flow-secrets resolve-merge, then stage it with git add.';
}
