import { type SourceDocument } from '../language/document/api.ts';
import { type Reference } from '../language/reference.ts';
import { type NamePlace } from '../language/names/name-place.ts';
import { type WorkspaceApi } from '../workspace/api.ts';

/** Compares two names: the likelier one comes first. */
export type Ranking = (a: string, b: string) => number;

/** Which names are likely in a place: those used in the same tab, then in the same file, then what nothing uses yet. */
export function rankingFor(workspace: WorkspaceApi, path: string, document: SourceDocument, place: NamePlace): Ranking {
  const tab = tabOf(document, place.name.start);
  const inTab = new Map<string, number>();
  const inFile = new Map<string, number>();
  for (const reference of document.references()) {
    const name = nameLike(reference, place);
    if (name === undefined) continue;
    count(inFile, name);
    if (tab !== undefined && tabOf(document, reference.start) === tab) count(inTab, name);
  }
  const used = place.segment < 0 ? usedNames(workspace, path, place.reference.kind) : new Set<string>();
  const spareness = (name: string): number => (used.has(name) ? 1 : 0);
  return (a, b) =>
    (inTab.get(b) ?? 0) - (inTab.get(a) ?? 0) ||
    (inFile.get(b) ?? 0) - (inFile.get(a) ?? 0) ||
    spareness(a) - spareness(b) ||
    (a < b ? -1 : Number(a > b));
}

/** What another reference has where the place stands: a key, or a segment below the same names. */
function nameLike(reference: Reference, place: NamePlace): string | undefined {
  const { reference: own, segment } = place;
  // The name that is being typed counts for nothing.
  if (reference.kind !== own.kind || reference.start === own.start) return undefined;
  if (segment < 0) return reference.key?.name;
  if (reference.key?.name !== own.key?.name) return undefined;
  const sameParents = own.path.slice(0, segment).every(({ name }, index) => reference.path[index]?.name === name);
  return sameParents ? reference.path[segment]?.name : undefined;
}

function tabOf(document: SourceDocument, offset: number): string | undefined {
  return document.nodeAt(offset)?.parent;
}

function usedNames(workspace: WorkspaceApi, path: string, kind: Reference['kind']): ReadonlySet<string> {
  const project = workspace.projectOf(path);
  if (!project) return new Set();
  const counts = workspace.counts(project.root);
  const pairs = kind === 'credential' ? counts.credentials : counts.spaces.flatMap(({ uses }) => uses);
  return new Set(pairs.filter(([, uses]) => uses > 0).map(([name]) => name));
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
