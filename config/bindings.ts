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
