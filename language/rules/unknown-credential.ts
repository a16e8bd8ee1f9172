import { type Remark } from '../finding.ts';
import { type NamedReference } from '../reference.ts';
import { type RuleContext } from './context.ts';
import { didYouMean, type TextBefore } from './did-you-mean.ts';
import { quote } from './words.ts';

/** No external credential has the name. Judged by credentials.json alone (CONTRACTS 8). */
export function unknownCredential(
  reference: NamedReference,
  { scope, credentials, credentialNames, credentialsComplete }: RuleContext,
  textBefore?: TextBefore,
): Remark | undefined {
  const { key } = reference;
  if (scope === 'unbound' || !credentialsComplete || credentials.has(key.name)) return undefined;
  const { question, fixes } = didYouMean(key, credentialNames.similarTo(key.name), reference, textBefore);
  return {
    rule: 'unknown-credential',
    start: key.start,
    end: key.end,
    message: `${quote(key.name)} is no external credential: add it, or ${question ?? 'correct the name.'}`,
    fixes: [...fixes, { kind: 'create-credential', name: key.name }],
  };
}
