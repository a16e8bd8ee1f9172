import { type Reference } from '../../../language/reference.ts';

/** A text, and the references that are found in it, each as `described` words it. */
export type Row = readonly [text: string, ...found: string[]];

/** A node of a flow (without id, z and name), and the references in it as `property: reference`. */
export type NodeRow = readonly [what: string, node: object, found: readonly string[]];

/** A file that some tool writes, and the references in it. `kind` is how the file is read. */
export type FileRow = readonly [what: string, path: string, text: string, kind: string, ...found: string[]];

/**
 * A reference in short: `DB.host`, `credential mail.apiKey`, `write X`, `DB path` (something computed below), `* key` (a computed
 * key), `* whole`; `_` is a name that is still to be typed; at the end what Node-RED makes of it, unless it just reads the value.
 */
export function described({ kind, key, path, dynamic, access, effect, relative }: Reference): string {
  const names = [...(key ? [key] : []), ...path].map(({ name }) => name || '_');
  const words = [
    access === 'read' ? '' : access,
    kind === 'credential' ? kind : '',
    names.join('.') || '*',
    dynamic ?? '',
    effect === 'value' ? '' : effect,
    relative ? 'relative' : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}
