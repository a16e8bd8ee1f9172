import { type Finding } from '../finding.ts';
import { type BareAccess, isNamed, type NamedReference, type Reference } from '../reference.ts';
import { bareAccess } from './bare-access.ts';
import { type RuleContext } from './context.ts';
import { type TextBefore } from './did-you-mean.ts';
import { lookUp } from './look.ts';
import { missingInSpace } from './missing-in-space.ts';
import { noBinding } from './no-binding.ts';
import { unknownCredential } from './unknown-credential.ts';
import { unknownCredentialField } from './unknown-credential-field.ts';
import { unknownPath } from './unknown-path.ts';
import { unknownSecret } from './unknown-secret.ts';

/**
 * What the rules say about the references of one file, in document order, one finding per cause (CONTRACTS 3).
 * Unfinished names and computed keys are never judged.
 * @param textBefore the two characters before an offset; without it no fix turns a dot into brackets
 */
export function judge(
  references: readonly Reference[],
  bare: readonly BareAccess[],
  context: RuleContext,
  textBefore?: TextBefore,
): readonly Finding[] {
  const named = references.filter(isNamed);
  const findings = named.flatMap((reference) => judgeOne(reference, context, textBefore));
  const first = named[0];
  if (context.scope === 'unbound' && first !== undefined) findings.push(noBinding(first));
  return once([...findings, ...bare.map(bareAccess)]).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** `const db = global.get("SECRETS.DB"); db.host + db.port` are two references with one key: one cause. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, start, end }) => {
    const id = `${rule} ${start} ${end}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

function judgeOne(
  reference: NamedReference,
  context: RuleContext,
  textBefore: TextBefore | undefined,
): readonly Finding[] {
  const findings =
    reference.kind === 'credential'
      ? [unknownCredential(reference, context, textBefore), unknownCredentialField(reference, context, textBefore)]
      : judgeSecret(reference, context, textBefore);
  return findings.filter((finding) => finding !== undefined);
}

function judgeSecret(reference: NamedReference, context: RuleContext, textBefore: TextBefore | undefined) {
  const look = lookUp(reference, context);
  return [unknownSecret(look, textBefore), ...missingInSpace(look), unknownPath(look, textBefore)];
}
