import { isRuleSetting, type RuleSetting } from './severity.ts';
import { isRuleId, type RuleId } from './table.ts';

/** What was chosen for rules, by id. */
export type RuleSettings = ReadonlyMap<RuleId, RuleSetting>;

export const NO_RULE_SETTINGS: RuleSettings = new Map();

/** The choices that name a rule and a severity; what else was written is passed over. Later ones count. */
export function ruleSettings(choices: Iterable<readonly [rule: string, severity: unknown]>): RuleSettings {
  const settings = new Map<RuleId, RuleSetting>();
  for (const [rule, severity] of choices) if (isRuleId(rule) && isRuleSetting(severity)) settings.set(rule, severity);
  return settings;
}
