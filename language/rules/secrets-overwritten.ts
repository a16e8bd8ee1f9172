import { type Remark } from '../finding.ts';
import { type Reference } from '../reference.ts';
import { placeOf, subjectOf } from './reference-words.ts';

/** A flow that sets or deletes what the runtime publishes: all flows get the wrong value until the next sync. */
export function secretsOverwritten(reference: Reference): Remark | undefined {
  const { access, kind } = reference;
  if (access === 'read' || reference.key?.name === '') return undefined;
  const does = access === 'delete' ? 'deletes' : 'overwrites';
  const remedy = kind === 'secret' ? 'change the secret in its space' : 'edit the external credential';
  return {
    rule: 'secrets-overwritten',
    ...placeOf(reference),
    message: `This ${does} ${subjectOf(reference)} for every flow until the next sync: use another name, or ${remedy}.`,
    fixes: [],
  };
}
