import { type Remark } from '../finding.ts';
import { didYouMean, type TextBefore } from './did-you-mean.ts';
import { type Look, mayComeFromOutside } from './look.ts';
import { list, OUTSIDE, quote } from './words.ts';

/** No space of the file has the key, and every one of them could be read. */
export function unknownSecret({ reference, context, holders }: Look, textBefore?: TextBefore): Remark | undefined {
  if (context.scope === 'unbound' || !context.complete || holders.length > 0) return undefined;
  const { key } = reference;
  const spaces = context.spaces.map(({ space }) => space);
  const { question, fixes } = didYouMean(key, context.keys.similarTo(key.name), reference, textBefore);
  const where = spaces.length === 1 ? `is not in ${list(spaces)}` : `is in none of the spaces ${list(spaces)}`;
  const isSure = !mayComeFromOutside(reference, key);
  return {
    rule: 'unknown-secret',
    ...(!isSure && { severity: 'hint' }),
    start: key.start,
    end: key.end,
    message: `${quote(key.name)} ${where}${isSure ? '' : OUTSIDE}: add it, or ${question ?? 'correct the name.'}`,
    fixes: [...fixes, { kind: 'create-secret', key: key.name, path: reference.path.map(({ name }) => name), spaces }],
  };
}
