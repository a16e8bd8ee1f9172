import { type Shape } from '../catalog.ts';
import { type Remark } from '../finding.ts';
import { didYouMean, type TextBefore } from './did-you-mean.ts';
import { type Look, mayComeFromOutside } from './look.ts';
import { similarNames } from './similar.ts';
import { list, OUTSIDE, quote } from './words.ts';

/** The spaces that have the key have no such path in it, or something is read below a text. */
export function unknownPath({ reference, context, segments }: Look, textBefore?: TextBefore): Remark | undefined {
  const last = segments.at(-1);
  if (last === undefined || context.scope === 'unbound' || !context.complete) return undefined;
  if (last.unsure || last.having.length > 0) return undefined;
  const shapes = last.lacking.map(({ shape }) => shape);
  const belowText = shapes.every(({ kind }) => kind === 'text');
  // In a mustache section of a text the name comes from an outer context.
  if (reference.relative && belowText) return undefined;
  const { name } = last;
  const parents = [reference.key, ...reference.path.slice(0, segments.length - 1)];
  const parent = quote(parents.map((one) => one.name).join('.'));
  const { question, fixes } = didYouMean(
    name,
    similarNames(name.name, new Set(shapes.flatMap(namesIn))),
    reference,
    textBefore,
  );
  const spaces = list(last.lacking.map(({ space }) => space));
  const isSure = !mayComeFromOutside(reference, name);
  return {
    rule: 'unknown-path',
    ...(!isSure && { severity: 'hint' }),
    start: name.start,
    end: name.end,
    message: belowText
      ? `${parent} is a text in ${spaces}, so it has no ${quote(name.name)}: correct the path, or make it a JSON secret.`
      : `${parent} has no ${quote(name.name)} in ${spaces}${isSure ? '' : OUTSIDE}: add it, or ${question ?? 'correct the path.'}`,
    fixes,
  };
}

function namesIn(shape: Shape): readonly string[] {
  return shape.kind === 'object' ? shape.members.map(([name]) => name) : [];
}
