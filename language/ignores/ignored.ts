import { type Ignore, type Span } from '../reference.ts';

/** What is left of remarks, sorted by their start, when those that an `Ignore` speaks of are taken out. */
export function withoutIgnored<T extends Span & { readonly rule: string }>(
  remarks: readonly T[],
  ignores: readonly Ignore[],
): readonly T[] {
  if (ignores.length === 0) return remarks;
  const coming = ignores.toSorted((a, b) => b.start - a.start);
  let open: Ignore[] = [];
  return remarks.filter(({ rule, start }) => {
    for (let next = coming.at(-1); next !== undefined && next.start <= start; next = coming.at(-1)) {
      open.push(next);
      coming.pop();
    }
    open = open.filter(({ end }) => start <= end);
    return !open.some(({ rules }) => rules.length === 0 || rules.some(({ name }) => name === rule));
  });
}
