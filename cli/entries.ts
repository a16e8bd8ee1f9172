import { isNamed, type Reference } from '../language/reference.ts';
import { type Terminal } from './command.ts';

/** A reference as `references` and `usages` print it (CONTRACTS 15). */
interface Entry {
  readonly file: string;
  readonly kind?: 'credential';
  readonly key?: string;
  readonly start: number;
  readonly end: number;
  readonly path: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly dynamic?: true;
}

/** Undefined for what is no entry: an unfinished name, and a whole object that leaves sight. */
export function entryOf(file: string, reference: Reference): Entry | undefined {
  const kind = reference.kind === 'credential' ? { kind: reference.kind } : {};
  if (isNamed(reference)) {
    const { name, start, end } = reference.key;
    const path = reference.path.filter((segment) => segment.name !== '');
    return {
      file,
      ...kind,
      key: name,
      start,
      end,
      path: path.map((p) => ({ name: p.name, start: p.start, end: p.end })),
    };
  }
  if (reference.dynamic !== 'key') return undefined;
  return { file, ...kind, start: reference.start, end: reference.end, path: [], dynamic: true };
}

/** `SECRETS.DB.host` or `CREDENTIALS["name"].field`, for people. */
export function nameOf(reference: Reference): string {
  const path = reference.path.map(({ name }) => `.${name}`).join('');
  if (!isNamed(reference)) return `${reference.kind === 'credential' ? 'CREDENTIALS' : 'SECRETS'}[…]`;
  const key = reference.key.name;
  return reference.kind === 'credential' ? `CREDENTIALS[${JSON.stringify(key)}]${path}` : `SECRETS.${key}${path}`;
}

/** Prints a JSON array, an element a line: what tools read and what a diff shows well. */
export function printJson(rows: readonly unknown[], { out }: Terminal): void {
  if (rows.length === 0) {
    out('[]');
    return;
  }
  out('[');
  rows.forEach((row, index) => {
    out(`${JSON.stringify(row)}${index < rows.length - 1 ? ',' : ''}`);
  });
  out(']');
}
