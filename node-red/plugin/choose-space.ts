import path from 'node:path';
import { type RuntimeSpace, type RuntimeSpaces } from '../../store/runtime/open-spaces.ts';
import { SyncProblem } from './sync-problem.ts';

export interface Choice {
  readonly space: RuntimeSpace;
  /** Files that may hold a space of this runtime too and can't be used, for people. */
  readonly doubts: readonly string[];
}

/**
 * The space that this Node-RED runs.
 * @param named by FLOW_SECRETS_SPACE
 * @param last the space that was published last: it is not left for another while a file can't be used
 * @throws SyncProblem when there is none or it is not clear which
 */
export function chooseSpace(spaces: RuntimeSpaces, named: string | undefined, last: string | undefined): Choice {
  if (named !== undefined) return { space: chosenByName(spaces, named), doubts: [] };
  const { opened, refused, foreign } = spaces;
  const [first, second] = opened;
  if (second) {
    const names = opened.map(({ space }) => quoted(space)).join(', ');
    throw new SyncProblem(
      `Several spaces open here: ${names}. Set FLOW_SECRETS_SPACE to the one that this Node-RED runs, and restart it.`,
    );
  }
  const doubts = refused.map(faultOf);
  if (first && (refused.length === 0 || last === undefined || first.space === last)) return { space: first, doubts };
  if (doubts.length > 0) throw new SyncProblem(doubts.join(' '));
  if (last !== undefined && foreign.includes(last)) throw noRecipient(`the space ${quoted(last)} any more`);
  if (last !== undefined) {
    throw new SyncProblem(
      `The space ${quoted(last)} is no longer in the store; flows keep its last values until Node-RED is restarted. Restore its file from version control.`,
    );
  }
  if (foreign.length > 0) throw noRecipient(`any space of the store (${foreign.map(quoted).join(', ')})`);
  throw new SyncProblem('The store has no space yet. Add one in the editor or with flow-secrets space add.');
}

function chosenByName({ opened, refused, foreign }: RuntimeSpaces, named: string): RuntimeSpace {
  const found = opened.find(({ space }) => space === named);
  if (found) return found;
  const name = quoted(named);
  const refusal = refused.find(({ space }) => space === named);
  if (refusal) throw new SyncProblem(`The space ${name} can't be used: ${faultOf(refusal)}`);
  if (foreign.includes(named)) throw noRecipient(`the space ${name}`);
  const doubts = refused.map(faultOf);
  const absent = `There is no space ${name} in the store, which FLOW_SECRETS_SPACE names.`;
  throw new SyncProblem([absent, ...doubts].join(' '));
}

function noRecipient(what: string): SyncProblem {
  return new SyncProblem(
    `The identity of this runtime does not open ${what}. An Owner adds its public key: flow-secrets runtime add NAME --space SPACE --key age1….`,
  );
}

function faultOf({ file, space, problem }: RuntimeSpaces['refused'][number]): string {
  const name = path.basename(file);
  return space === undefined ? `${name}: ${problem}` : `${name} (${quoted(space)}): ${problem}`;
}

function quoted(space: string): string {
  return JSON.stringify(space);
}
