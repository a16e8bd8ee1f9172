import { type SourceDocument } from '../language/document/api.ts';
import { type Position } from '../language/position.ts';
import { type NamedReference, type PartFacts } from '../language/reference.ts';
import { shiftReference, shiftSpan } from '../language/references/shift.ts';
import { type RuleContext } from '../language/rules/context.ts';
import { byPlace, type JudgedPart, judgeFile, judgePart } from '../language/rules/judge.ts';
import { shiftFinding } from '../language/rules/shift-finding.ts';
import { type LocatedFinding } from './api.ts';
import { rangeOf } from './locate.ts';

/** What was said of a part of a document. */
interface Judged extends JudgedPart {
  readonly by: RuleContext;
  /** Where the findings stood when they were last asked for. */
  placed?: Placed;
}

/** The findings of a part that begins at an offset, which is this position. */
interface Placed {
  readonly start: number;
  readonly position: Position;
  readonly findings: readonly LocatedFinding[];
}

/** What the rules say about open documents. A keystroke judges the part that it changed, and moves the findings behind it. */
export class OpenFindings {
  /** Kept as long as the part's text is the same. */
  readonly #judged = new WeakMap<PartFacts, Judged>();

  of(document: SourceDocument, context: RuleContext): readonly LocatedFinding[] {
    const found: LocatedFinding[] = [];
    let first: NamedReference | undefined;
    for (const { start, facts } of document.facts()) {
      const part = this.#judge(document, facts, start, context);
      if (part.first !== undefined) first ??= shiftNamed(part.first, start);
      if (part.findings.length > 0) for (const finding of place(document, part, start)) found.push(finding);
    }
    const ofFile = judgeFile(first, document.managers(), context, () => document.ignores());
    if (ofFile.length === 0) return found;
    return [...found, ...ofFile.map((finding) => ({ ...finding, range: rangeOf(document, finding) }))].sort(byPlace);
  }

  #judge(document: SourceDocument, facts: PartFacts, start: number, context: RuleContext): Judged {
    const known = this.#judged.get(facts);
    // Apart: what a function closes over is made at each call, and there is one for each part of the file.
    return known?.by === context ? known : this.#judgeAnew(document, facts, start, context);
  }

  #judgeAnew(document: SourceDocument, facts: PartFacts, start: number, context: RuleContext): Judged {
    const textBefore = (offset: number): string => document.slice(start + Math.max(0, offset - 2), start + offset);
    const judged = { ...judgePart(facts, context, textBefore), by: context };
    this.#judged.set(facts, judged);
    return judged;
  }
}

function shiftNamed(reference: NamedReference, by: number): NamedReference {
  return { ...shiftReference(reference, by), key: shiftSpan(reference.key, by) };
}

/** The findings of a part where they stand now; one whose lines are the same keeps its range. */
function place(document: SourceDocument, part: Judged, start: number): readonly LocatedFinding[] {
  const { placed } = part;
  const position = document.positionAt(start);
  const isInPlace = placed?.position.line === position.line && placed.position.character === position.character;
  if (isInPlace && placed.start === start) return placed.findings;
  const findings = isInPlace
    ? placed.findings.map((finding) => shiftFinding(finding, start - placed.start))
    : part.findings.map((finding) => {
        const moved = shiftFinding(finding, start);
        return { ...moved, range: rangeOf(document, moved) };
      });
  part.placed = { start, position, findings };
  return findings;
}
