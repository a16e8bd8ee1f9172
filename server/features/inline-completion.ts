import { type InlineCompletionItem, type InlineCompletionParams, type Range } from 'vscode-languageserver';
import { writeName } from '../../language/references/write-name.ts';
import { choicesAt } from '../choices.ts';
import { missingClosers } from '../closers.ts';
import { viewOf } from '../names.ts';
import { rankingFor } from '../ranking.ts';
import { nameToType, type NamePlace, rangeOf, type Site } from '../site.ts';

/** More can't be looked through with "next suggestion". */
const MOST = 10;

/** What is replaced, where it ends, and what the text has to begin with. */
interface Slot {
  readonly range: Range;
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
    .filter((text) => text !== slot.typed)
    .slice(0, MOST)
    .map((insertText) => ({ insertText, range: slot.range }));
}

function slotOf(site: Site, { span }: NamePlace, offset: number, params: InlineCompletionParams): Slot | undefined {
  const { document } = site;
  const selected = params.context.selectedCompletionInfo;
  if (selected) {
    const isOurs = document.offsetAt(selected.range.start) === span.start;
    const end = document.offsetAt(selected.range.end);
    return isOurs ? { range: selected.range, end, typed: selected.text } : undefined;
  }
  // In the middle of a name nothing is left to say.
  if (span.end !== offset) return undefined;
  return { range: rangeOf(document, span), end: span.end, typed: document.slice(span.start, offset) };
}
