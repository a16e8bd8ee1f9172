import { type Remark } from '../finding.ts';
import { type NamedReference } from '../reference.ts';
import { quote } from './words.ts';

/** Double braces where no HTML is wanted: the characters & < > " ' / ` = of a value are written as entities. */
export function htmlEscaped({ key, path, unescape }: NamedReference): readonly Remark[] {
  if (unescape === undefined) return [];
  const printed = path.at(-1) ?? key;
  const span = { start: unescape, end: unescape };
  return [
    {
      rule: 'html-escaped',
      start: printed.start,
      end: printed.end,
      message: `Double braces change & < > " ' / \` and = in ${quote(printed.name)} to HTML entities: use {{{…}}} or {{&…}} if it may hold one.`,
      fixes: [{ kind: 'replace', title: 'Print it as it is: {{&…}}', span, text: '&', preferred: true }],
    },
  ];
}
