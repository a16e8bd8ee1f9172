import path from 'node:path';
import { type RuntimeSpace, type RuntimeSpaces } from '../../store/runtime/open-spaces.ts';
import { SyncProblem } from './sync-problem.ts';

/**
 * The space that this Node-RED runs.
 * @param named by FLOW_SECRETS_SPACE
 * @param last the space that was published last: it is not left for another while its file can't be used
 * @throws SyncProblem when there is none or it is not clear which
 */
export function chooseSpace(spaces: RuntimeSpaces, named: string | undefined, last: string | undefined): RuntimeSpace {
  const { opened, refused, foreign } = spaces;
  const wanted = named ?? last;
  const refusal = refused.find(({ space }) => space !== undefined && space === wanted);
  if (refusal)
    throw new SyncProblem(
      `The space ${JSON.stringify(wanted)} can't be used: ${path.basename(refusal.file)}: ${refusal.problem}`,
    );
  if (named !== undefined) return chosenByName(spaces, named);
  const candidates = last === undefined ? opened : opened.filter(({ space }) => space === last);
  const [first, second] = candidates;
  if (second || (first && opened.length > 1)) {
    const names = opened.map(({ space }) => JSON.stringify(space)).join(', ');
    throw new SyncProblem(
      `Several spaces open here: ${names}. Set FLOW_SECRETS_SPACE to the one that this Node-RED runs.`,
    );
  }
  if (first) return first;
  throw noneOf(refused, foreign);
}

function chosenByName({ opened, refused, foreign }: RuntimeSpaces, named: string): RuntimeSpace {
  const found = opened.find(({ space }) => space === named);
  if (found) return found;
  const name = JSON.stringify(named);
  if (foreign.includes(named)) throw noRecipient(`the space ${name}`);
  throw broken(refused) ?? new SyncProblem(`There is no space ${name} in the store. FLOW_SECRETS_SPACE names it.`);
}

function noneOf(refused: RuntimeSpaces['refused'], foreign: readonly string[]): SyncProblem {
  const problem = broken(refused);
  if (problem) return problem;
  if (foreign.length === 0)
    return new SyncProblem('The store has no space yet. Add one in the editor or with flow-secrets space add.');
  return noRecipient('any space of the store');
}

function noRecipient(what: string): SyncProblem {
  return new SyncProblem(
    `The identity of this runtime does not open ${what}. An Owner adds its public key: flow-secrets runtime add NAME --space SPACE --key age1….`,
  );
}

function broken(refused: RuntimeSpaces['refused']): SyncProblem | undefined {
  const [first] = refused;
  return first && new SyncProblem(`${path.basename(first.file)}: ${first.problem}`);
}
