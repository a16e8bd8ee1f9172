import { type Shape } from '../language/catalog.ts';
import { type Candidate, type View } from './names.ts';

/** Text or JSON, as people know a secret's kind; a null or unseen leaf has none. */
function kindWord(shape: Shape): string {
  if (shape.kind === 'object' || shape.kind === 'array') return 'JSON';
  return shape.kind === 'text' ? 'text' : 'value of unknown kind';
}

/** The kinds that a name has in its spaces: nearly always one. */
export function kindsOf({ found }: Candidate): string {
  return [...new Set(found.map(({ shape }) => kindWord(shape)))].join(' or ');
}

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
