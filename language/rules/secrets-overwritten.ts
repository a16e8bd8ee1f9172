import { type Remark } from '../finding.ts';
import { type Reference } from '../reference.ts';
import { placeOf, subjectOf } from './reference-words.ts';

/** A flow that sets or deletes what the runtime publishes: all flows that read it get the wrong value. */
export function secretsOverwritten(reference: Reference): Remark | undefined {
  const { access, kind } = reference;
  if (access === 'read' || reference.key?.name === '') return undefined;
  const does = access === 'delete' ? 'deletes' : 'overwrites';
  const remedy = kind === 'secret' ? 'change the secret in its space' : 'edit the external credential';
  return {
    rule: 'secrets-overwritten',
    ...placeOf(reference),
    message: `This ${does} ${subjectOf(reference)} for every flow: use another name, or ${remedy}.`,
    fixes: [],
  };
}
