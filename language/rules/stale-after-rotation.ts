import { type Remark } from '../finding.ts';
import { isNamed, type Reference } from '../reference.ts';
import { placeOf, subjectOf } from './reference-words.ts';

/**
 * An environment variable of a tab, group or subflow that takes its value from a secret: Node-RED evaluates it once, when
 * flows start (source: runtime/lib/flows/Group.js, `evaluateEnvProperties`). Code that runs at the start is left out: it may
 * well be what follows changes.
 */
export function staleAfterRotation(reference: Reference): Remark | undefined {
  if (reference.effect !== 'startup' || reference.form !== 'jsonata' || !isNamed(reference)) return undefined;
  return {
    rule: 'stale-after-rotation',
    ...placeOf(reference),
    message: `This reads ${subjectOf(reference)} once, when flows start, and keeps the old value after a change: read it with $globalContext or global.get where it is used.`,
    fixes: [],
  };
}
