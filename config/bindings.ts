import picomatch from 'picomatch';
import { type Binding, type Config } from './config.ts';

/** How a file is bound (CONTRACTS 4). */
export type Scope =
  /** No bindings in the configuration: judged against all spaces together. */
  | { readonly kind: 'all' }
  | { readonly kind: 'bound'; readonly spaces: readonly string[] }
  /** Bindings exist and none matches. */
  | { readonly kind: 'unbound' };

type Matcher = (path: string) => boolean;

const MAX_LENGTH = 10_000;
const MAX_WILDCARDS = 4;

/** Compiled once per binding: the same configuration is asked about thousands of files. */
const matchers = new WeakMap<Binding, Matcher>();

/**
 * The spaces that a file runs in: those of all bindings that match it, united, in the order of the bindings.
 * @param relativePath relative to the folder of flow-secrets.json, with `/` between folders
 */
export function spacesOf(config: Config, relativePath: string): Scope {
  if (!config.bindings) return { kind: 'all' };
  const matching = config.bindings.filter((binding) => matcherOf(binding)(relativePath));
  if (matching.length === 0) return { kind: 'unbound' };
  return { kind: 'bound', spaces: [...new Set(matching.flatMap((binding) => binding.spaces))] };
}

/** True when a glob of a binding matches, which makes any text file one that is read (CONTRACTS, Which files). */
export function isNamedByBinding(config: Config, relativePath: string): boolean {
  return (config.bindings ?? []).some((binding) => matcherOf(binding)(relativePath));
}

/** The glob that matches exactly this file, whatever characters its name has. */
export function globOfFile(relativePath: string): string {
  return relativePath.replace(/[\\*?[\]{}()!+@|,]/g, '\\$&');
}

/**
 * Why a glob is not used, for people. The matcher tries every way to share a path out among the wildcards, so many of
 * them in one glob could keep it busy without end.
 */
export function faultOfGlob(glob: string): string | undefined {
  if (glob.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const unescaped = glob.replace(/\\./g, '');
  const parts = unescaped.split('/');
  const folders = parts.filter((part) => part === '**').length;
  const stars = Math.max(...parts.map((part) => (part === '**' ? 0 : part.split('*').length - 1)));
  const braces = unescaped.split('{').length - 1;
  if (folders > MAX_WILDCARDS) return `has more than ${MAX_WILDCARDS} times **`;
  if (stars > MAX_WILDCARDS) return `has more than ${MAX_WILDCARDS} times * between two slashes`;
  return braces > MAX_WILDCARDS ? `has more than ${MAX_WILDCARDS} times {` : undefined;
}

function matcherOf(binding: Binding): Matcher {
  let matcher = matchers.get(binding);
  if (!matcher) {
    matcher = compile(binding.files);
    matchers.set(binding, matcher);
  }
  return matcher;
}

function compile(globs: readonly string[]): Matcher {
  // Extended globs and negation are off: they can backtrack without end, and "all but this" would surprise in a union.
  const options = { dot: true, windows: false, nonegate: true, noextglob: true, nocase: false };
  const list = globs.map((glob) => picomatch(glob, options));
  return (path) => list.some((matches) => matches(path));
}
