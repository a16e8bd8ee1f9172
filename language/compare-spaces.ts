import { type Shape, type SpaceCatalog } from './catalog.ts';

/** A secret, or a member of a JSON secret, as two spaces have it. */
export interface ComparedName {
  /** The KEY, then the members below it. */
  readonly path: readonly string[];
  /** What it is there; absent where the space lacks it. */
  readonly kindA?: Shape['kind'];
  readonly kindB?: Shape['kind'];
  readonly state: 'only-a' | 'only-b' | 'other-kind' | 'both';
}

/**
 * Compares names and shapes, never a value. Keys are in the order of the alphabet; the members of what both have follow it,
 * in their own order. A name that one space alone has stands for all below it.
 */
export function compareNames(a: SpaceCatalog, b: SpaceCatalog): readonly ComparedName[] {
  const pairs = pairUp(shapesOf(a), shapesOf(b)).sort(([one], [other]) => (one < other ? -1 : 1));
  return pairs.flatMap(([key, shapeA, shapeB]) => compare([key], shapeA, shapeB));
}

type Named = readonly (readonly [name: string, shape: Shape])[];
type Pair = readonly [name: string, a: Shape | undefined, b: Shape | undefined];

function shapesOf({ secrets }: SpaceCatalog): Named {
  return secrets.map(({ key, shape }) => [key, shape]);
}

function pairUp(a: Named, b: Named): Pair[] {
  const [inA, inB] = [new Map(a), new Map(b)];
  const names = new Set([...inA.keys(), ...inB.keys()]);
  return [...names].map((name) => [name, inA.get(name), inB.get(name)]);
}

function compare(path: readonly string[], a: Shape | undefined, b: Shape | undefined): readonly ComparedName[] {
  if (!a) return b ? [{ path, kindB: b.kind, state: 'only-b' }] : [];
  if (!b) return [{ path, kindA: a.kind, state: 'only-a' }];
  // Of an unknown leaf nothing can be said to differ.
  const differs = a.kind !== b.kind && a.kind !== 'unknown' && b.kind !== 'unknown';
  const name: ComparedName = { path, kindA: a.kind, kindB: b.kind, state: differs ? 'other-kind' : 'both' };
  if (a.kind !== b.kind) return [name];
  const below = pairUp(membersOf(a), membersOf(b));
  return [name, ...below.flatMap(([member, shapeA, shapeB]) => compare([...path, member], shapeA, shapeB))];
}

function membersOf(shape: Shape): Named {
  if (shape.kind === 'object') return shape.members;
  return shape.kind === 'array' ? shape.items.map((item, index) => [String(index), item]) : [];
}
