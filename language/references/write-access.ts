import { type Enclosure, type Syntax } from '../reference.ts';
import { writeName } from './write-name.ts';

/** A segment below a key: a name, or an index of an array. */
export interface Segment {
  readonly name: string;
  readonly index: boolean;
}

/** What a reference is to name: the key first. */
export interface Referent {
  readonly root: 'SECRETS' | 'CREDENTIALS';
  readonly segments: readonly Segment[];
}

/** `SECRETS.DB.hosts[0]`, with quotes and brackets where the grammar needs them; undefined where it has no way. */
export function writeAccess(referent: Referent, syntax: Syntax, within: readonly Enclosure[]): string | undefined {
  let path: string = referent.root;
  for (const segment of referent.segments) {
    if (segment.index && syntax !== 'mustache') {
      path += `[${segment.name}]`;
      continue;
    }
    const written = writeName(segment.name, { kind: 'dot' }, { syntax, within });
    if (!written) return undefined;
    path += written.needsBrackets ? written.text : `.${written.text}`;
  }
  return path;
}
