import { type InlineCompletionItem, type InlineCompletionParams, type Range } from 'vscode-languageserver';
import { writeName } from '../../language/references/write-name.ts';
import { nameToType, type NamePlace } from '../../language/names/name-place.ts';
import { choicesAt } from '../../language/names/choices.ts';
import { missingClosers } from '../../language/names/closers.ts';
import { viewOf } from '../names.ts';
import { rankingFor } from '../ranking.ts';
import { rangeOf, type Site } from '../site.ts';

/** More can't be looked through with "next suggestion". */
const MOST = 10;

/** What is replaced, what stands there, where the name ends, and what the text has to begin with. */
interface Slot {
  readonly range: Range;
  readonly present: string;
  readonly end: number;
  readonly typed: string;
}

/**
 * Ghost text: the likely names whole, in the form of their place, with the quote and bracket that are missing.
 * Beside an open suggest widget the answer extends its selected item, in that item's range.
 */
export function inlineCompletion(site: Site, params: InlineCompletionParams): InlineCompletionItem[] {
  const offset = site.document.offsetAt(params.position);
  const place = nameToType(site.document, offset);
  const view = viewOf(site.workspace, site.path);
  const slot = place && slotOf(site, place, offset, params);
  if (!place || !view || !slot) return [];
  const closers = missingClosers(site.document, place, slot.end);
  const ranking = rankingFor(site.workspace, site.path, site.document, place);
  return [...choicesAt(view, place)]
    .sort((a, b) => ranking(a.name, b.name))
    .flatMap(({ name }) => {
      const written = writeName(name, place.name.notation, place.name.place ?? place.reference.place);
      // Brackets would have to replace the dot, which ghost text can't.
      return written && !written.needsBrackets && written.text.startsWith(slot.typed) ? [written.text] : [];
    })
    .sort((a, b) => Number(b === slot.typed) - Number(a === slot.typed))
    .map((text) => text + closers)
    .filter((text) => text !== slot.present)
    .slice(0, MOST)
    .map((insertText) => ({ insertText, range: slot.range }));
}

function slotOf(site: Site, { span }: NamePlace, offset: number, params: InlineCompletionParams): Slot | undefined {
  const { document } = site;
  const selected = params.context.selectedCompletionInfo;
  if (selected) {
    const { range, text: typed } = selected;
    const end = document.offsetAt(range.end);
    // In insert mode the rest of a name stays, and what closes it stands behind that.
    const slot = { range, present: document.slice(span.start, end), end: Math.max(end, span.end), typed };
    return document.offsetAt(range.start) === span.start ? slot : undefined;
  }
  // In the middle of a name nothing is left to say.
  if (span.end !== offset) return undefined;
  const typed = document.slice(span.start, offset);
  return { range: rangeOf(document, span), present: typed, end: span.end, typed };
}
