import { type Remark } from '../finding.ts';
import { type Reference } from '../reference.ts';
import { placeOf } from './reference-words.ts';

/** A computed name. For information only: no rule can check it, and no secret can be called unused for sure beside it. */
export function dynamicAccess(reference: Reference): Remark | undefined {
  if (reference.dynamic !== 'key') return undefined;
  const [any, unused] =
    reference.kind === 'secret' ? ['any secret', 'no secret'] : ['any external credential', 'none of them'];
  return {
    rule: 'dynamic-access',
    ...placeOf(reference),
    message: `This name is computed, so it may be ${any}, and ${unused} can be called unused for sure: write names out where you can.`,
    fixes: [],
  };
}
