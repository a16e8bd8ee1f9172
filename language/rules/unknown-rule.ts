import { type Remark } from '../finding.ts';
import { type RuleWord } from '../reference.ts';
import { similarNames } from './similar.ts';
import { isRuleId, RULE_IDS } from './table.ts';
import { quote } from './words.ts';

/** A comment or flow-secrets.json names a rule that is not there, so it has no effect. */
export function unknownRule({ name, start, end }: RuleWord): readonly Remark[] {
  if (isRuleId(name)) return [];
  const similar = similarNames(name, RULE_IDS);
  const [best] = similar;
  return [
    {
      rule: 'unknown-rule',
      start,
      end,
      message: `${quote(name)} is no rule, so this has no effect: ${best === undefined ? 'correct or remove it.' : `did you mean ${quote(best)}?`}`,
      fixes: similar.map((text) => ({
        kind: 'replace',
        title: `Change to ${quote(text)}`,
        span: { start, end },
        text,
        preferred: text === best,
      })),
    },
  ];
}
