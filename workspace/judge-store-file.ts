import { withSeverities } from '../language/rules/judge.ts';
import { type RuleSettings } from '../language/rules/settings.ts';
import { unusedSecret } from '../language/rules/unused-secret.ts';
import { type Counts, type DeclaredUses, type LocatedFinding, type StoreFile } from './api.ts';

/** Who uses what a file of the store declares, in the order of the file. A name that is not saved yet has no count. */
export function usesOf({ space, names }: StoreFile, counts: Counts): readonly DeclaredUses[] {
  const here = space === undefined ? undefined : counts.spaces.find((counted) => counted.space === space);
  const uses = new Map(space === undefined ? counts.credentials : here?.uses);
  const dynamic = space === undefined ? counts.dynamicCredentials : (here?.dynamic ?? false);
  return names.map((declared) => ({ declared, count: uses.get(declared.name), dynamic }));
}

/** What nothing uses. Silent while a file that may use it could not be looked at. */
export function judgeStoreFile(file: StoreFile, counts: Counts, settings: RuleSettings): readonly LocatedFinding[] {
  const { space } = file;
  const isUnseen = space === undefined ? counts.unseen : counts.spaces.find((one) => one.space === space)?.unseen;
  if (isUnseen !== false) return [];
  return usesOf(file, counts).flatMap(({ declared, count, dynamic }) => {
    const { name, start, end, range } = declared;
    const remark = unusedSecret({ name, start, end, ...(space === undefined ? {} : { space }) }, { count, dynamic });
    return remark ? withSeverities([remark], settings).map((finding) => ({ ...finding, range })) : [];
  });
}
