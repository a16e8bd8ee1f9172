import { type Fix } from '../finding.ts';
import { type Name, type Reference } from '../reference.ts';
import { writeName } from '../references/write-name.ts';
import { quote } from './words.ts';

/** The two characters before an offset; absent where the text is not at hand. */
export type TextBefore = (offset: number) => string;

export interface Suggestion {
  /** The end of a message: `did you mean “X”?`, or undefined when nothing is near. */
  readonly question: string | undefined;
  readonly fixes: readonly Fix[];
}

/** The similar names that may have been meant instead of `name`, likeliest first, as fixes that are valid where it stands. */
export function didYouMean(
  name: Name,
  similar: readonly string[],
  { place }: Reference,
  textBefore: TextBefore | undefined,
): Suggestion {
  const best = similar[0];
  const fixes = similar.flatMap((candidate): Fix[] => {
    const written = writeName(candidate, name.notation, name.place ?? place, name.name);
    if (written === undefined) return [];
    const start = written.needsBrackets ? startOfDot(name, textBefore) : name.start;
    if (start === undefined) return [];
    const title = `Change to ${quote(candidate)}`;
    return [
      { kind: 'replace', title, span: { start, end: name.end }, text: written.text, preferred: candidate === best },
    ];
  });
  return { question: best === undefined ? undefined : questionFor(name.name, best), fixes };
}

function questionFor(name: string, best: string): string {
  const onlyCase = best.toLowerCase() === name.toLowerCase();
  return `did you mean ${quote(best)}${onlyCase ? ' (names are case-sensitive)' : ''}?`;
}

/** Brackets take the place of the dot, but `?.` stays before them; a name without a dot before it can't get brackets. */
function startOfDot(name: Name, textBefore: TextBefore | undefined): number | undefined {
  const before = textBefore?.(name.start);
  if (!before?.endsWith('.')) return undefined;
  return before === '?.' ? name.start : name.start - 1;
}
