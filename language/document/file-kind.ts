import { type FileKind } from './api.ts';

/** How a file's ending says that it may be read; `json` and `yaml` depend on the text. */
export type Ending = 'json' | 'yaml' | 'template' | 'script' | 'typescript' | 'other';

const ENDINGS: ReadonlyMap<string, Ending> = new Map([
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['mustache', 'template'],
  ['hbs', 'template'],
  ['handlebars', 'template'],
  ['tmpl', 'template'],
  ['js', 'script'],
  ['mjs', 'script'],
  ['cjs', 'script'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'typescript'],
  ['jsx', 'typescript'],
]);

/** The ending of a path or URI's path, case ignored. */
export function endingOf(path: string): Ending {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return ENDINGS.get(ending) ?? 'other';
}

/** Which files are looked at without being named by a binding or a setting (CONTRACTS, Which files are looked at). */
export function isLookedAt(path: string): boolean {
  const ending = endingOf(path);
  return ending !== 'other' && ending !== 'typescript';
}

/** How a file is read whose kind does not depend on its text; `as` is for files that a binding or a setting names. */
export function fixedKind(path: string, as?: 'template' | 'script'): FileKind | undefined {
  const ending = endingOf(path);
  if (ending === 'json' || ending === 'yaml') return undefined;
  if (ending === 'template' || ending === 'script') return ending;
  return as ?? (ending === 'typescript' ? 'script' : 'none');
}
