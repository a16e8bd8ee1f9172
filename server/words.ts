import { type Candidate } from '../language/names/candidates.ts';
import { type View } from './names.ts';

/** `in all 3 spaces`, `in DEV, not in PROD`. */
export function whereOf(view: View, { found }: Candidate): string {
  const holders = found.map(({ space }) => space.space);
  const others = view.spaces.map(({ space }) => space).filter((space) => !holders.includes(space));
  if (others.length === 0 && holders.length > 1) return `in all ${holders.length} spaces`;
  const inThose = `in ${holders.join(', ')}`;
  return view.scope.kind === 'bound' && others.length > 0 ? `${inThose}, not in ${others.join(', ')}` : inThose;
}

export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** `Ingest › Call MAM › func`, for people. */
export function siteWords(site: {
  readonly tab?: string | undefined;
  readonly node?: string | undefined;
  readonly property?: string | undefined;
}): string {
  return [site.tab, site.node, site.property].filter((part) => part !== undefined && part !== '').join(' › ');
}
