import { type Guard } from '../store/store.ts';
import { type Target } from '../workspace/api.ts';
import { Refusal } from './command.ts';
import { guardLines } from './rename/report.ts';
import { type OpenedWorkspace } from './workspace.ts';

/**
 * The delete guard (DESIGN, promise 3): looks again at every file that changed, and refuses with what uses the target.
 * @param what for people: `the secret KEY of SPACE`
 */
export function guardOf({ root, workspace }: OpenedWorkspace, target: Target, what: string): Guard {
  return async () => {
    const lines = guardLines(root, await workspace.freshUsages(target));
    if (lines.length > 0) throw new Refusal([`${what} stays, as it is used:`, ...lines].join('\n'));
  };
}
