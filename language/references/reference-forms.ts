import { type Referent, type Segment, writeAccess } from './write-access.ts';

/** Where a reference may be pasted. */
export type PasteTarget = 'function' | 'typed-input' | 'jsonata' | 'mustache';

export interface ReferenceForm {
  readonly target: PasteTarget;
  readonly text: string;
}

/** The ways to write it, as Node-RED reads them; forms that can't spell the name are left out. */
export function referenceForms(referent: Referent): readonly ReferenceForm[] {
  const forms: readonly (readonly [target: PasteTarget, text: string | undefined])[] = [
    [
      'function',
      around('global.get("', writeAccess(referent, 'expression', [{ kind: 'javascript', quote: '"' }]), '")'),
    ],
    ['typed-input', writeAccess(referent, 'expression', [])],
    [
      'jsonata',
      around('$globalContext("', writeAccess(referent, 'expression', [{ kind: 'jsonata', quote: '"' }]), '")'),
    ],
    // Three braces: a template node escapes what stands in two for HTML.
    ['mustache', around('{{{global.', writeAccess(referent, 'mustache', []), '}}}')],
  ];
  return forms.flatMap(([target, text]) => (text === undefined ? [] : [{ target, text }]));
}

/** `DB.hosts[0]`, for people. */
export function textOfReferent({ key, path }: { readonly key: string; readonly path: readonly Segment[] }): string {
  return [key, ...path.map(({ name, index }) => (index ? `[${name}]` : `.${name}`))].join('');
}

function around(before: string, text: string | undefined, after: string): string | undefined {
  return text === undefined ? undefined : before + text + after;
}
