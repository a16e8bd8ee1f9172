import { type Remark } from '../finding.ts';
import { type WrongCase } from '../reference.ts';
import { type RuleContext } from './context.ts';
import { quote } from './words.ts';

/**
 * `secrets.X`: names are case-sensitive, so this is not SECRETS. Someone may have a global of that name, so it is a warning only
 * where the name behind it is a known one.
 */
export function wrongCase(slip: WrongCase, { spaces, credentials }: RuleContext): Remark {
  const { start, end, kind, key, replacement, scattered } = slip;
  const isKnown =
    key !== undefined && (kind === 'secret' ? spaces.some(({ secrets }) => secrets.has(key)) : credentials.has(key));
  const title = `Change to ${quote(replacement)}`;
  return {
    rule: 'wrong-case',
    ...(!isKnown && { severity: 'hint' }),
    start,
    end,
    message: `This is not ${replacement}, as names are case-sensitive: write ${replacement}${isKnown ? ` to read ${quote(key)}` : ', if that is meant'}.`,
    fixes: scattered ? [] : [{ kind: 'replace', title, span: { start, end }, text: replacement, preferred: isKnown }],
  };
}
