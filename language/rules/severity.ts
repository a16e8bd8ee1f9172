/** How loud a finding is; `error` and `warning` fail a build. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What may be chosen for a rule: how loud it speaks, or that it is silent. */
export type RuleSetting = Severity | 'off';

/** From silent to loud. */
export const RULE_SETTINGS: readonly RuleSetting[] = ['off', 'hint', 'info', 'warning', 'error'];

export function isRuleSetting(word: unknown): word is RuleSetting {
  return (RULE_SETTINGS as readonly unknown[]).includes(word);
}
