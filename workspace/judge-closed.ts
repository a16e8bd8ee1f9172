import { type Range } from '../language/position.ts';
import { type Span } from '../language/reference.ts';
import { type RuleContext } from '../language/rules/context.ts';
import { judge } from '../language/rules/judge.ts';
import { type LocatedFinding } from './api.ts';
import { type Contents } from './read-file.ts';

/** What the rules say about closed files. A file is judged again when it or what is known of the names has changed. */
export class ClosedFindings {
  readonly #judged = new WeakMap<
    Contents,
    { readonly by: RuleContext; readonly findings: readonly LocatedFinding[] }
  >();

  of(contents: Contents, context: RuleContext): readonly LocatedFinding[] {
    const known = this.#judged.get(contents);
    if (known?.by === context) return known.findings;
    const findings = judgeClosed(contents, context);
    this.#judged.set(contents, { by: context, findings });
    return findings;
  }
}

/** What the rules say about a file whose text is not at hand: every finding stands on a name whose lines are known. */
function judgeClosed({ references, ...others }: Contents, context: RuleContext): readonly LocatedFinding[] {
  const { bare, slips, managers } = others;
  const words = others.ignores.flatMap(({ rules }) => rules);
  const ranges = new Map<string, Range>(
    [...bare, ...slips, ...managers, ...words].map((one) => [idOf(one), one.range]),
  );
  for (const { reference, range, pathRanges } of references) {
    ranges.set(idOf(reference.key ?? reference), range);
    for (const [index, name] of reference.path.entries()) {
      const its = pathRanges[index];
      if (its) ranges.set(idOf(name), its);
    }
  }
  const findings = judge({ ...others, references: references.map(({ reference }) => reference) }, context);
  return findings.flatMap((finding) => {
    const range = ranges.get(idOf(finding));
    return range === undefined ? [] : [{ ...finding, range }];
  });
}

function idOf({ start, end }: Span): string {
  return `${start}-${end}`;
}
