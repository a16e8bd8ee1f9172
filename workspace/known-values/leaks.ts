import { type DocumentPart, type SourceDocument } from '../../language/document/api.ts';
import { type Remark } from '../../language/finding.ts';
import { shiftLiteral } from '../../language/literals/literal.ts';
import { type Span } from '../../language/reference.ts';
import { knownValue } from '../../language/rules/known-value.ts';
import { Pace } from '../pace.ts';
import { type DigestPlace, digestsOf, literalsAt } from './digests.ts';
import { MOST_ASKED, type Values } from './values.ts';

/** What is looked at while somebody waits for findings: about what one keystroke changes, in UTF-16 units. */
const AT_ONCE = 64 * 1024;

/** The places of a part that are values, as far as `values` knew when it was looked at. */
interface Looked {
  readonly values: Values;
  readonly places: readonly DigestPlace[];
  /** False until all its digests have been asked about. */
  readonly isDone: boolean;
}

/** Which parts of documents hold a secret's value. Kept by part, so that an edit costs the part that it touches. */
export class Leaks {
  readonly #looked = new WeakMap<object, Looked>();

  /**
   * Looks at all parts that have not been looked at, giving way to others meanwhile.
   * @returns true when that changed what `remarks` says
   */
  async look(document: SourceDocument, values: Values, signal: AbortSignal): Promise<boolean> {
    const pace = new Pace();
    let waiting: (readonly [DocumentPart, readonly DigestPlace[]])[] = [];
    let count = 0;
    let isNews = false;
    const settle = async (): Promise<void> => {
      await values.learn(waiting.flatMap(([, places]) => places.map(({ digest }) => digest)));
      for (const [part, places] of waiting) isNews = this.#settle(part, places, values) || isNews;
      waiting = [];
      count = 0;
    };
    for (const part of document.parts()) {
      if (signal.aborted) return isNews;
      const looked = this.#looked.get(part.id);
      if (looked?.values === values && looked.isDone) continue;
      const places = [...digestsOf(part)];
      waiting.push([part, places]);
      count += places.length;
      if (count >= MOST_ASKED) await settle();
      await pace.rest();
    }
    await settle();
    return isNews;
  }

  /**
   * What is known of a document now, in its order. Parts that were just edited are looked at as far as it can be without
   * asking.
   * @param runsIn the spaces that the file is bound to; undefined for all
   */
  remarks(document: SourceDocument, values: Values, runsIn: readonly string[] | undefined): readonly Remark[] {
    if (values.isEmpty) return [];
    const found: Remark[] = [];
    let left = AT_ONCE;
    for (const part of document.parts()) {
      let looked = this.#looked.get(part.id);
      if (looked?.values !== values) {
        left -= part.end - part.start;
        if (left < 0) continue;
        looked = { values, places: valuesIn(digestsOf(part), values), isDone: false };
        this.#looked.set(part.id, looked);
      }
      if (looked.places.length > 0) found.push(...remarksIn(part, looked.places, values, runsIn));
    }
    return found.sort((a, b) => a.start - b.start);
  }

  #settle(part: DocumentPart, places: readonly DigestPlace[], values: Values): boolean {
    const before = this.#looked.get(part.id);
    const found = valuesIn(places, values);
    this.#looked.set(part.id, { values, places: found, isDone: true });
    const shown = before?.values === values ? before.places.length : 0;
    return found.length !== shown;
  }
}

/** The places that are values, the largest where several lie in each other. */
function valuesIn(places: Iterable<DigestPlace>, values: Values): readonly DigestPlace[] {
  const found: DigestPlace[] = [];
  const known = [...places].filter(({ digest }) => values.get(digest) !== undefined);
  for (const place of known.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!found.some((other) => other.literal === place.literal && contains(other, place))) found.push(place);
  }
  return found;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function remarksIn(
  part: DocumentPart,
  places: readonly DigestPlace[],
  values: Values,
  runsIn: readonly string[] | undefined,
): readonly Remark[] {
  const literals = literalsAt(part, new Set(places.map(({ literal }) => literal)));
  return places.flatMap(({ digest, literal: index, start, end, coding }) => {
    const literal = literals.get(index);
    const known = values.get(digest);
    if (literal === undefined || known === undefined) return [];
    const placed = shiftLiteral(literal, part.start);
    return [knownValue({ literal: placed, part: { start, end }, coding, values: known }, runsIn)];
  });
}
