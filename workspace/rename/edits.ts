import { type SourceDocument } from '../../language/document/api.ts';
import { isNamed, type Name, type Reference } from '../../language/reference.ts';
import { writeName } from '../../language/references/write-name.ts';
import { type TextEdit } from '../../language/text-edit.ts';
import { type RenameTarget } from '../api.ts';

/** One name of a text, and what is written instead. */
interface NameEdit extends TextEdit {
  readonly reference: Reference;
}

/** The edits of one text; references whose place has no way to write the new name are `unwritable`. */
export interface TextRename {
  readonly edits: readonly NameEdit[];
  readonly unwritable: readonly Reference[];
}

type Renamed = Pick<RenameTarget, 'kind' | 'key' | 'path'>;

/**
 * What renaming changes in a text, each written name once. Every form keeps its quotes and escapes.
 * @param isWanted false for a name that another document stands for (code in an editor of its own)
 */
export function editsIn(
  document: SourceDocument,
  target: Renamed,
  to: string,
  isWanted: (name: Name) => boolean,
): TextRename {
  const edits = new Map<number, NameEdit>();
  const unwritable: Reference[] = [];
  for (const reference of document.references()) {
    const name = nameOf(reference, target);
    if (name === undefined || edits.has(name.start) || !isWanted(name)) continue;
    const edit = editOf(document, reference, name, to);
    if (edit) edits.set(name.start, edit);
    else unwritable.push(reference);
  }
  return { edits: [...edits.values()].sort((a, b) => a.start - b.start), unwritable };
}

/** The name of a reference that the target is; undefined when the reference means something else. */
export function nameOf(reference: Reference, { kind, key, path }: Renamed): Name | undefined {
  if (!isNamed(reference) || reference.kind !== kind || reference.key.name !== key) return undefined;
  if (!path.every((name, index) => reference.path[index]?.name === name)) return undefined;
  return path.length === 0 ? reference.key : reference.path[path.length - 1];
}

function editOf(document: SourceDocument, reference: Reference, name: Name, to: string): NameEdit | undefined {
  const written = writeName(to, name.notation, name.place ?? reference.place, name.name);
  if (written === undefined) return undefined;
  const start = written.needsBrackets ? startOfDot(document, name.start) : name.start;
  return start === undefined ? undefined : { start, end: name.end, text: written.text, reference };
}

/** Longest gap between a dot and the name behind it. */
const GAP = 400;

/** Brackets take the place of the dot before a name, line ends between them too; `?.` stays. */
function startOfDot(document: SourceDocument, start: number): number | undefined {
  const before = document.slice(Math.max(0, start - GAP), start);
  const dot = /\??\.(?:\s|\\[nrt])*$/.exec(before)?.[0];
  if (dot === undefined) return undefined;
  return dot.startsWith('?') ? start - dot.length + '?.'.length : start - dot.length;
}

/**
 * True when the edited text refers to the same things in the same order, the renamed one under its new name. Whatever a
 * form may make of a name, an edit that would be read in another way is not made.
 */
export function isSameButRenamed(
  before: readonly Reference[],
  after: readonly Reference[],
  renamedIn: (reference: Reference) => Name | undefined,
  to: string,
): boolean {
  const expected = before.map((reference) => shapeOf(reference, renamedIn(reference), to));
  const found = after.map((reference) => shapeOf(reference, undefined, to));
  return JSON.stringify(expected) === JSON.stringify(found);
}

function shapeOf(reference: Reference, renamed: Name | undefined, to: string): unknown {
  const name = (part: Name): string => (part === renamed ? to : part.name);
  const { kind, key, path, dynamic, access, effect } = reference;
  return [kind, key && name(key), path.map(name), dynamic, access, effect];
}
