import { type Name, type Reference } from '../reference.ts';

/**
 * In the order of the text, without those that others go beyond: `const db = s.DB; db.host` is one reference, to DB with
 * the path host, and so is `{{#global.SECRETS.DB}}{{host}}`.
 */
export function deepest(references: readonly Reference[]): Reference[] {
  if (references.length < 2) return [...references];
  const deeper = new Set(references.flatMap(prefixes));
  return references
    .filter((reference) => deeper.size === 0 || !deeper.has(plainNames(reference) ?? ''))
    .sort((a, b) => a.start - b.start);
}

/** Tells names apart by where they are written. */
export function positions(names: readonly Name[]): string {
  let text = '';
  for (const { start } of names) text += `${start},`;
  return text;
}

function prefixes(reference: Reference): string[] {
  if (reference.key === undefined || (reference.path.length === 0 && reference.dynamic === undefined)) return [];
  const names = [reference.key, ...reference.path];
  const finished = names.filter((name) => name.name !== '');
  const longest = reference.dynamic === undefined ? finished.length - 1 : finished.length;
  return Array.from({ length: longest }, (_, index) => positions(names.slice(0, index + 1)));
}

/** Of a plain read, where its names are. */
function plainNames({ key, path, dynamic, access }: Reference): string | undefined {
  if (key === undefined || dynamic !== undefined || access !== 'read') return undefined;
  return positions([key, ...path]);
}
