import { mayIgnore } from '../ignores/directives.ts';
import { isFlowWorthReading, mayConcernFlow } from '../references/mentions.ts';
import { beginsWithArray } from './scanner.ts';
import { mayHoldManager } from './secret-managers.ts';

/** In an array of records, which is no flow, too. */
const RECORD = '"credential"';

/** Whether the raw text of a JSON file is a flow in which nothing is to be read: told without a document, or any reader. */
export function isQuietFlow(raw: string): boolean {
  return beginsWithArray(raw) && !(mayConcernFlow(raw) && isOfInterest(raw));
}

function isOfInterest(raw: string): boolean {
  return isFlowWorthReading(raw) || mayIgnore(raw) || mayHoldManager(raw) || raw.includes(RECORD);
}
