import { type Catalog } from '../../language/catalog.ts';
import { type SourceDocument } from '../../language/document/api.ts';
import { type Name, type Reference } from '../../language/reference.ts';
import { similarNames } from '../../language/rules/similar.ts';
import { applyEdits } from '../../language/text-edit.ts';
import {
  type FileRename,
  type LocatedReference,
  type RenamePlan,
  type RenameRefusal,
  type RenameTarget,
  type Scope,
} from '../api.ts';
import { locateOne, rangeOf } from '../locate.ts';
import { distinctUses, mayRunIn, type ScopedFile, useOf } from '../usages.ts';
import { closureOf } from './closure.ts';
import { editsIn, isSameButRenamed, nameOf } from './edits.ts';
import { credentialHolding, type Holding, holdingOf } from './holders.ts';

/** A file's present text. */
export interface PresentText {
  readonly document: SourceDocument;
  /** SHA-256 of the bytes on disk; undefined for an open document. */
  readonly digest: string | undefined;
}

/** The project that something is renamed in. */
export interface RenameWorld {
  readonly catalog: Catalog | undefined;
  readonly files: readonly ScopedFile[];
  /** False while files are still unread. */
  readonly complete: boolean;
  /** The text, or why it can't be edited, for people. */
  readonly textOf: (path: string) => Promise<PresentText | { readonly problem: string }>;
}

/** What the store has of the two names. */
interface Reach {
  readonly spaces: readonly string[];
  readonly lacking: readonly string[];
  readonly resumes: boolean;
  readonly refusals: readonly RenameRefusal[];
  /** True for a file that the rename reaches. */
  readonly concerns: (scope: Scope) => boolean;
}

/** What renaming changes: the one function of editor and command line. It writes nothing. */
export async function planRename(target: RenameTarget, to: string, world: RenameWorld): Promise<RenamePlan> {
  const reach = reachOf(target, to, world);
  const concerned = world.files.filter(({ scope }) => reach.concerns(scope));
  const refusals = [...reach.refusals];
  if (!world.complete) refusals.push({ message: 'Not all files have been read yet: try again in a moment.' });
  for (const { path, problem } of concerned) if (problem !== undefined) refusals.push({ message: problem, path });
  const files: FileRename[] = [];
  for (const file of concerned) {
    if (!uses(file, target, 'certain')) continue;
    const renamed = await renameIn(file, target, to, world);
    refusals.push(...renamed.refusals);
    if (renamed.file) files.push(renamed.file);
  }
  const maybe = concerned.flatMap((file) => usesOf(file, target, 'maybe'));
  const { spaces, lacking, resumes } = reach;
  return { target, to, spaces, lacking, resumes, files, maybe, refusals };
}

function uses(file: ScopedFile, target: RenameTarget, use: 'certain' | 'maybe'): boolean {
  return usesOf(file, target, use).length > 0;
}

function usesOf(
  { references }: ScopedFile,
  { kind, key, path }: RenameTarget,
  use: 'certain' | 'maybe',
): readonly LocatedReference[] {
  const names = new Set([key]);
  const ofKind = references.filter(({ reference }) => reference.kind === kind);
  return distinctUses(ofKind, path.length).filter((located) => useOf(located, names, path) === use);
}

function reachOf(target: RenameTarget, to: string, world: RenameWorld): Reach {
  const { catalog } = world;
  if (!catalog) {
    const refusals = [{ message: 'The names of the store are not known here.' }];
    return { spaces: [], lacking: [], resumes: false, refusals, concerns: () => true };
  }
  return target.kind === 'credential' ? credentialReach(target, to, catalog) : secretReach(target, to, catalog, world);
}

function credentialReach(target: RenameTarget, to: string, catalog: Catalog): Reach {
  const { credentials } = catalog;
  const holding = credentialHolding(catalog, target, to);
  const type = credentials.credentials.find(({ name }) => name === target.key)?.type;
  const refusals: RenameRefusal[] = [];
  if (credentials.problem !== undefined) refusals.push({ message: credentials.problem });
  if (target.path.length > 0 && type !== undefined && type !== 'custom') {
    refusals.push({
      message: `The fields of ${quote(target.key)} belong to its type (${type}): they keep their names.`,
    });
  } else if (holding === 'taken') refusals.push({ message: `There is ${nameWords(target, to)} already.` });
  else if (holding === 'done' || holding === 'lacks') refusals.push({ message: `There is no ${words(target)}.` });
  return { spaces: [], lacking: [], resumes: holding === 'begun', refusals, concerns: () => true };
}

function secretReach(target: RenameTarget, to: string, catalog: Catalog, { files }: RenameWorld): Reach {
  const holdings = new Map(catalog.spaces.map((space) => [space.space, holdingOf(space, target, to)]));
  const resumes = [...holdings.values()].includes('begun');
  // Files that an earlier try has edited have the new name by now.
  const names: readonly RenameTarget[] = resumes ? [target, renamedTarget(target, to)] : [target];
  const scopes = files.filter((file) => names.some((name) => uses(file, name, 'certain'))).map(({ scope }) => scope);
  const all = catalog.spaces.map(({ space }) => space);
  const closure = closureOf(target.spaces, scopes, all);
  const state = (space: string): Holding => holdings.get(space) ?? 'lacks';
  const spaces = closure.filter((space) => ['holds', 'begun'].includes(state(space)));
  const taken = closure.flatMap((space) => takenIn(target, to, space, state(space), resumes));
  const isThere = closure.some((space) => ['holds', 'begun', 'taken'].includes(state(space)));
  // Of a space that nobody declares the cause is told: not what it lacks.
  const unreadable = unreadableSpaces(closure, scopes, catalog);
  const isDeclared = target.spaces.some((space) => declaredIn(catalog).has(space));
  const absent = [{ message: absentWords(target, to, closure.map(state)) }];
  const refusals = isThere ? taken : isDeclared || unreadable.length === 0 ? absent : [];
  const mayRun = (scope: Scope): boolean => closure.some((space) => mayRunIn(scope, space));
  return {
    spaces,
    lacking: closure.filter((space) => state(space) === 'lacks'),
    resumes,
    refusals: [...refusals, ...unreadable],
    concerns: mayRun,
  };
}

function takenIn(
  target: RenameTarget,
  to: string,
  space: string,
  holding: Holding,
  resumes: boolean,
): readonly RenameRefusal[] {
  const isTaken = holding === 'taken' || (holding === 'done' && !resumes);
  return isTaken ? [{ message: `The space ${quote(space)} has ${nameWords(target, to)} already.` }] : [];
}

/** A space that can't be read may hold the secret: its flows would lose it. */
function unreadableSpaces(
  closure: readonly string[],
  scopes: readonly Scope[],
  catalog: Catalog,
): readonly RenameRefusal[] {
  const mayBeAny = scopes.some(({ kind }) => kind !== 'bound');
  const concerned = catalog.broken.filter(({ space }) => mayBeAny || (space !== undefined && closure.includes(space)));
  const known = declaredIn(catalog);
  const gone = closure.filter((space) => !known.has(space));
  return [
    ...concerned.map(({ source, problem }) => ({ message: problem, path: source })),
    ...gone.map((space) => ({ message: goneWords(space, known) })),
  ];
}

function renamedTarget(target: RenameTarget, to: string): RenameTarget {
  return target.path.length === 0 ? { ...target, key: to } : { ...target, path: [...target.path.slice(0, -1), to] };
}

async function renameIn(
  { path, references }: ScopedFile,
  target: RenameTarget,
  to: string,
  { textOf }: RenameWorld,
): Promise<{ readonly file?: FileRename; readonly refusals: readonly RenameRefusal[] }> {
  const present = await textOf(path);
  if ('problem' in present) return { refusals: [{ message: present.problem, path }] };
  const { document, digest } = present;
  const starts = new Set(references.map(({ reference }) => nameOf(reference, target)?.start));
  const isWanted = ({ start }: Name): boolean => starts.has(start);
  const { edits, unwritable } = editsIn(document, target, to, isWanted);
  if (unwritable.length > 0) {
    const refuse = (located: LocatedReference): RenameRefusal => ({
      message: `${quote(to)} can't be written here: this form has no way to.`,
      path,
      range: located.range,
    });
    return { refusals: unwritable.map((reference) => refuse(locateOne(path, document, reference))) };
  }
  const after = document.withText(applyEdits(document.slice(), edits));
  const renamedIn = (reference: Reference): Name | undefined => {
    const name = nameOf(reference, target);
    return name && isWanted(name) ? name : undefined;
  };
  if (!isSameButRenamed(document.references(), after.references(), renamedIn, to)) {
    return { refusals: [{ message: `With ${quote(to)} this file would be read in another way.`, path }] };
  }
  const located = edits.map(({ start, end, text, reference }) => ({
    start,
    end,
    text,
    range: rangeOf(document, { start, end }),
    located: locateOne(path, document, reference),
  }));
  return { file: { path, digest, edits: located }, refusals: [] };
}

function quote(name: string): string {
  return JSON.stringify(name);
}

/** `a secret "KEY"`, `a name "host" in "DB"`, `a credential "mails"`: the new name, where it stands in the way. */
function nameWords({ kind, key, path }: RenameTarget, to: string): string {
  if (path.length === 0) return `a ${kind} ${quote(to)}`;
  return `a ${kind === 'secret' ? 'name' : 'field'} ${quote(to)} in ${quote(key)}`;
}

function words({ kind, key, path }: RenameTarget): string {
  const last = path.at(-1);
  if (last === undefined) return `${kind} ${quote(key)}`;
  return `${kind === 'secret' ? 'name' : 'field'} ${quote(last)} in ${quote(key)}`;
}

function declaredIn({ spaces, broken }: Catalog): ReadonlySet<string> {
  return new Set([...spaces, ...broken].flatMap(({ space }) => space ?? []));
}

function goneWords(space: string, known: ReadonlySet<string>): string {
  const [nearest] = similarNames(space, known);
  return `No file declares the space ${quote(space)}.${nearest === undefined ? '' : ` Did you mean ${quote(nearest)}?`}`;
}

/** A rename that ended just before somebody was told so looks like this too: the new name is there. */
function absentWords(target: RenameTarget, to: string, holdings: readonly Holding[]): string {
  const hint = holdings.includes('done') ? ` There is ${nameWords(target, to)}.` : '';
  const where = target.spaces.map(quote).join(', ');
  const subject = target.spaces.length === 1 ? `The space ${where} has` : `None of the spaces ${where} has`;
  return `${subject} ${target.spaces.length === 1 ? 'no' : 'a'} ${words(target)}.${hint}`;
}
