import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  type InsertReplaceEdit,
  type TextEdit,
} from 'vscode-languageserver';
import { nameToType, type NamePlace } from '../../language/names/name-place.ts';
import { type Candidate } from '../../language/names/candidates.ts';
import { kindsOf } from '../../language/names/kinds.ts';
import { writeChoice } from '../../language/names/write-choice.ts';
import { type Choice, choicesAt } from '../../language/names/choices.ts';
import { markup, type Piece } from '../markup.ts';
import { type View, viewOf } from '../names.ts';
import { rankingFor } from '../ranking.ts';
import { rangeOf, type Site } from '../site.ts';
import { whereOf } from '../words.ts';

/** Keys, JSON paths, credential names and fields where one of them is being written (CONTRACTS 11). Never a value. */
export function completion(site: Site, { position }: CompletionParams): CompletionList | null {
  const offset = site.document.offsetAt(position);
  const place = nameToType(site.document, offset);
  const view = viewOf(site.workspace, site.path);
  if (!place || !view) return null;
  const ranking = rankingFor(site.workspace, site.path, site.document, place);
  const choices = [...choicesAt(view, place)].sort((a, b) => ranking(a.name, b.name));
  const digits = String(choices.length).length;
  const items = choices.flatMap((choice, index) => {
    const edits = editsFor(site, place, choice.name, offset);
    if (!edits) return [];
    const item: CompletionItem = {
      label: choice.name,
      kind: KINDS[choice.kind],
      ...describe(site, view, choice),
      sortText: String(index).padStart(digits, '0'),
      ...edits,
    };
    return [item];
  });
  return { isIncomplete: false, items };
}

const KINDS: Record<Choice['kind'], CompletionItemKind> = {
  secret: CompletionItemKind.Constant,
  path: CompletionItemKind.Field,
  credential: CompletionItemKind.Module,
  field: CompletionItemKind.Property,
};

type Edits = Required<Pick<CompletionItem, 'textEdit' | 'filterText'>> & Pick<CompletionItem, 'additionalTextEdits'>;

/** What accepting the name changes: its own range, and the dot where the name needs brackets. */
function editsFor(site: Site, place: NamePlace, name: string, offset: number): Edits | undefined {
  const written = writeChoice(site.document, place, name);
  if (!written) return undefined;
  const { text: newText, filterText, removal } = written;
  const replace = rangeOf(site.document, place.span);
  const insert = { start: replace.start, end: site.document.positionAt(offset) };
  const textEdit: TextEdit | InsertReplaceEdit = site.client.insertReplace
    ? { newText, insert, replace }
    : { newText, range: replace };
  if (!removal) return { textEdit, filterText };
  const additionalTextEdits =
    removal.start === removal.end ? [] : [{ range: rangeOf(site.document, removal), newText: '' }];
  return { textEdit, filterText, additionalTextEdits };
}

function describe(
  site: Site,
  view: View,
  choice: Choice,
): Pick<CompletionItem, 'detail' | 'documentation' | 'labelDetails'> {
  const words = wordsFor(view, choice);
  return {
    detail: `${words.kind} · ${words.where}`,
    ...(site.client.labelDetails ? { labelDetails: { description: words.kind } } : {}),
    ...(words.lines.length > 0 ? { documentation: markup(words.lines, site.client.completionMarkdown) } : {}),
  };
}

interface Words {
  readonly kind: string;
  readonly where: string;
  readonly lines: readonly (readonly Piece[])[];
}

function wordsFor(view: View, choice: Choice): Words {
  switch (choice.kind) {
    case 'secret':
    case 'path':
      return {
        kind: kindsOf(choice.candidate),
        where: whereOf(view, choice.candidate),
        lines: notes(choice.candidate),
      };
    case 'credential':
      return { kind: choice.credential.type, where: 'external credential', lines: [] };
    case 'field':
      return {
        kind: choice.sealed ? 'sealed field' : 'plain field',
        where: `of ${choice.credential.name}`,
        lines: [],
      };
  }
}

/** The notes of the spaces, each text once. */
function notes({ found }: Candidate): readonly (readonly Piece[])[] {
  const texts = new Set(found.flatMap(({ entry }) => (entry?.note ? [entry.note] : [])));
  return [...texts].map((free) => [{ free }]);
}
