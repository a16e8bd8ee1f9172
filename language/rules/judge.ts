import { lastAtMost } from '../document/search.ts';
import { type Finding, type Remark } from '../finding.ts';
import { withoutIgnored } from '../ignores/ignored.ts';
import {
  type Facts,
  type Ignore,
  isNamed,
  type NamedReference,
  type PartFacts,
  type Reference,
  type Span,
} from '../reference.ts';
import { bareAccess } from './bare-access.ts';
import { type RuleContext } from './context.ts';
import { dynamicAccess } from './dynamic-access.ts';
import { type TextBefore } from './did-you-mean.ts';
import { htmlEscaped } from './html-escaped.ts';
import { invalidExpression } from './invalid-expression.ts';
import { literalNotEvaluated } from './literal-not-evaluated.ts';
import { isElsewhere, lookUp } from './look.ts';
import { missingInSpace } from './missing-in-space.ts';
import { moreThanOneSecretManager } from './more-than-one-secret-manager.ts';
import { noBinding } from './no-binding.ts';
import { objectAsText, wholeAsText } from './object-as-text.ts';
import { rendersEmpty, rendersEmptyBare } from './renders-empty.ts';
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
import { wrongCase } from './wrong-case.ts';

/** What the rules say about a part of a file on its own. */
export interface JudgedPart {
  readonly findings: readonly Finding[];
  /** The first reference that names something: what is said once of a file may stand on it. */
  readonly first: NamedReference | undefined;
}

/**
 * What the rules say about one file, in document order, one finding per cause (CONTRACTS 3), without what is switched off
 * or ignored. Unfinished names are never judged.
 * @param textBefore the two characters before an offset; without it no fix turns a dot into brackets
 */
export function judge(facts: Facts, context: RuleContext, textBefore?: TextBefore): readonly Finding[] {
  const { findings, first } = judgePart(facts, context, textBefore);
  const ofFile = judgeFile(first, facts.managers, context, () => facts.ignores);
  return ofFile.length === 0 ? findings : [...findings, ...ofFile].sort(byPlace);
}

/** As `judge`, without what is said once of a whole file. */
export function judgePart(facts: PartFacts, context: RuleContext, textBefore?: TextBefore): JudgedPart {
  const references = withoutRefused(facts);
  const remarks = once(remarksOn({ ...facts, references }, context, textBefore));
  return { findings: tell(remarks, facts.ignores, context), first: references.find(isNamed) };
}

/** What is said once of a whole file. */
export function judgeFile(
  first: NamedReference | undefined,
  managers: readonly Span[],
  context: RuleContext,
  ignores: () => readonly Ignore[],
): readonly Finding[] {
  const binding = context.scope === 'unbound' && first !== undefined ? [noBinding(first)] : [];
  const remarks = [...binding, ...moreThanOneSecretManager(managers)];
  return remarks.length === 0 ? [] : tell(remarks, ignores(), context);
}

/** What is left of remarks to be told, in the order of the text. */
function tell(remarks: Remark[], ignores: readonly Ignore[], { settings }: RuleContext): readonly Finding[] {
  return withSeverities(withoutIgnored(remarks.sort(byPlace), ignores), settings);
}

/** The order in which findings are told. */
export function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

function remarksOn(facts: PartFacts, context: RuleContext, textBefore?: TextBefore): Remark[] {
  const { references, bare, slips, ignores } = facts;
  return [
    ...references.filter(isNamed).flatMap((reference) => judgeOne(reference, context, textBefore)),
    ...references.flatMap((reference) => judgeUse(reference, context)),
    ...bare.map((access) => (access.form === 'mustache' ? rendersEmptyBare(access) : bareAccess(access))),
    ...slips.map((slip) => (slip.type === 'wrong-case' ? wrongCase(slip, context) : invalidExpression(slip))),
    ...ignores.flatMap(({ rules }) => rules.flatMap(unknownRule)),
  ];
}

/** What an expression names that Node-RED refuses is not read at all: the expression is the one cause. */
function withoutRefused({ references, slips }: PartFacts): readonly Reference[] {
  const refused = slips.filter(({ type }) => type === 'invalid-expression');
  if (refused.length === 0) return references;
  const starts = refused.map(({ start }) => start);
  return references.filter(({ start, key }) => {
    const at = key?.start ?? start;
    const before = refused[lastAtMost(starts, at)];
    return before === undefined || at < before.start || before.end < at;
  });
}

/** A setting stands before what the rule itself says. */
export function withSeverities<T extends Remark>(
  remarks: readonly T[],
  settings: RuleSettings,
): readonly (T & Finding)[] {
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
  return [
    ...(reference.kind === 'credential'
      ? judgeCredential(reference, context, textBefore)
      : judgeSecret(reference, context, textBefore)),
    ...rendersEmpty(reference),
    ...literalNotEvaluated(reference),
  ];
}

function judgeCredential(reference: NamedReference, context: RuleContext, textBefore: TextBefore | undefined) {
  const remarks = [
    unknownCredential(reference, context, textBefore),
    unknownCredentialField(reference, context, textBefore),
  ].filter((remark) => remark !== undefined);
  return remarks.length > 0 ? remarks : htmlEscaped(reference);
}

/** What a flow does with what is read, whatever the catalog holds; names that are not written out too. */
function judgeUse(reference: Reference, context: RuleContext): readonly Remark[] {
  // What is printed as [object Object] goes nowhere.
  const [asText] = wholeAsText(reference);
  if (asText !== undefined) return [asText];
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
  const unknown = [unknownSecret(look, textBefore), unknownPath(look, textBefore)].filter((one) => one !== undefined);
  const asText = objectAsText(look);
  // What is not there, or is printed as [object Object], has nothing to escape.
  const isText = unknown.length + asText.length === 0 && !isElsewhere(look);
  return [...unknown, ...missingInSpace(look), ...asText, ...(isText ? htmlEscaped(reference) : [])];
}
