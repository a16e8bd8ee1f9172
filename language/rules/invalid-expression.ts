import { type Remark } from '../finding.ts';
import { type InvalidExpression } from '../reference.ts';

/** Node-RED throws INVALID_EXPR when it reads the expression, whatever the spaces hold. */
export function invalidExpression({ start, end, reason, replacement }: InvalidExpression): Remark {
  const title = 'Write it so that Node-RED takes it';
  return {
    rule: 'invalid-expression',
    start,
    end,
    message: `Node-RED refuses this expression (${reason}): write names of other letters in quotes, such as SECRETS["a name"].`,
    fixes:
      replacement === undefined
        ? []
        : [{ kind: 'replace', title, span: { start, end }, text: replacement, preferred: true }],
  };
}
