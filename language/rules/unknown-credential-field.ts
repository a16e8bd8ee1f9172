import { type CredentialEntry } from '../catalog.ts';
import { type Remark } from '../finding.ts';
import { type NamedReference } from '../reference.ts';
import { type RuleContext } from './context.ts';
import { didYouMean, type TextBefore } from './did-you-mean.ts';
import { step } from './shapes.ts';
import { similarNames } from './similar.ts';
import { quote } from './words.ts';

/** The credential is there and has no such field, or the field was left blank. */
export function unknownCredentialField(
  reference: NamedReference,
  { scope, credentials, credentialsComplete }: RuleContext,
  textBefore?: TextBefore,
): Remark | undefined {
  const field = reference.path[0];
  const credential = credentials.get(reference.key.name);
  if (scope === 'unbound' || !credentialsComplete || !field?.name || credential === undefined) return undefined;
  const fields = fieldsOf(credential);
  const known = step(
    { kind: 'object', members: fields.map((name) => [name, { kind: 'text' }]) },
    field.name,
    reference.form,
  );
  if (known !== 'nothing') return undefined;
  const { question, fixes } = didYouMean(field, similarNames(field.name, fields), reference, textBefore);
  const owner = `${quote(credential.name)} (${quote(credential.type).slice(1, -1)})`;
  return {
    rule: 'unknown-credential-field',
    start: field.start,
    end: field.end,
    message: credential.blank?.includes(field.name)
      ? `The field ${quote(field.name)} of ${owner} was left blank: fill it in, or do without it.`
      : `${owner} has no field ${quote(field.name)}: ${question ?? 'correct the name.'}`,
    fixes,
  };
}

/** At run time a credential has its fields and its `type`. */
function fieldsOf({ fields, sealed }: CredentialEntry): readonly string[] {
  return [...fields, ...sealed, 'type'];
}
