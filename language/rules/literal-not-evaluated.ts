import { type Remark } from '../finding.ts';
import { type NamedReference } from '../reference.ts';
import { quote } from './words.ts';

/** A template in a text that the node takes as it is: braces and name are sent, not the value. */
export function literalNotEvaluated({ key, effect, property }: NamedReference): readonly Remark[] {
  if (effect !== 'literal') return [];
  const { start, end, name } = key;
  const where = property === undefined ? 'here' : `in ${quote(property)}`;
  return [
    {
      rule: 'literal-not-evaluated',
      // A template node of plain text was chosen to be so.
      ...(property === 'template' && { severity: 'hint' }),
      start,
      end,
      message: `Nothing evaluates a template ${where}, so ${quote(name)} stays as written: choose the type global or JSONata, or set it in a change or function node before.`,
      fixes: [{ kind: 'evaluate', span: { start, end } }],
    },
  ];
}
