import { type Finding, type Remark } from '../finding.ts';
import { withoutIgnored } from '../ignores/ignored.ts';
import { type Facts, isNamed, type NamedReference, type Reference } from '../reference.ts';
import { bareAccess } from './bare-access.ts';
import { type RuleContext } from './context.ts';
import { dynamicAccess } from './dynamic-access.ts';
import { type TextBefore } from './did-you-mean.ts';
import { lookUp } from './look.ts';
import { missingInSpace } from './missing-in-space.ts';
import { noBinding } from './no-binding.ts';
import { secretLeaves } from './secret-leaves.ts';
import { secretsOverwritten } from './secrets-overwritten.ts';
import { type RuleSettings } from './settings.ts';
import { staleAfterRotation } from './stale-after-rotation.ts';
import { ruleEntry } from './table.ts';
import { unknownCredential } from './unknown-credential.ts';
import { unknownCredentialField } from './unknown-credential-field.ts';
import { unknownPath } from './unknown-path.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownSecret } from './unknown-secret.ts';

/**
 * What the rules say about one file, in document order, one finding per cause (CONTRACTS 3), without what is switched off
 * or ignored. Unfinished names are never judged.
 * @param textBefore the two characters before an offset; without it no fix turns a dot into brackets
 */
export function judge(facts: Facts, context: RuleContext, textBefore?: TextBefore): readonly Finding[] {
  const remarks = once(remarksOn(facts, context, textBefore)).sort((a, b) => a.start - b.start || a.end - b.end);
  return withSeverities(withoutIgnored(remarks, facts.ignores), context.settings);
}

function remarksOn({ references, bare, ignores }: Facts, context: RuleContext, textBefore?: TextBefore): Remark[] {
  const named = references.filter(isNamed);
  const [first] = named;
  return [
    ...named.flatMap((reference) => judgeOne(reference, context, textBefore)),
    ...references.flatMap((reference) => judgeUse(reference, context)),
    ...(context.scope === 'unbound' && first !== undefined ? [noBinding(first)] : []),
    ...bare.map(bareAccess),
    ...ignores.flatMap(({ rules }) => rules.flatMap(unknownRule)),
  ];
}

/** A setting stands before what the rule itself says. */
export function withSeverities(remarks: readonly Remark[], settings: RuleSettings): readonly Finding[] {
  return remarks.flatMap((remark) => {
    const severity = settings.get(remark.rule) ?? remark.severity ?? ruleEntry(remark.rule).severity;
    return severity === 'off' ? [] : [{ ...remark, severity }];
  });
}

/** `const db = global.get("SECRETS.DB"); db.host + db.port` are two references with one key: one cause. */
function once(remarks: readonly Remark[]): Remark[] {
  const seen = new Set<string>();
  return remarks.filter(({ rule, start, end }) => {
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
): readonly Remark[] {
  const findings =
    reference.kind === 'credential'
      ? [unknownCredential(reference, context, textBefore), unknownCredentialField(reference, context, textBefore)]
      : judgeSecret(reference, context, textBefore);
  return findings.filter((finding) => finding !== undefined);
}

/** What a flow does with what is read, whatever the catalog holds; names that are not written out too. */
function judgeUse(reference: Reference, context: RuleContext): readonly Remark[] {
  const remarks = [
    secretsOverwritten(reference),
    secretLeaves(reference, context),
    staleAfterRotation(reference),
    dynamicAccess(reference),
  ];
  return remarks.filter((remark) => remark !== undefined);
}

function judgeSecret(reference: NamedReference, context: RuleContext, textBefore: TextBefore | undefined) {
  const look = lookUp(reference, context);
  return [unknownSecret(look, textBefore), ...missingInSpace(look), unknownPath(look, textBefore)];
}
