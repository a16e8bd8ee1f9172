import * as l10n from '@vscode/l10n';
import { type Referent, type Segment, writeAccess } from '../language/references/write-access.ts';

/** One way to write a reference. */
export interface ReferenceForm {
  readonly label: string;
  readonly text: string;
}

/** The ways to write it, as Node-RED reads them; forms that can't spell the name are left out. */
export function referenceForms(referent: Referent): readonly ReferenceForm[] {
  const forms: readonly (readonly [label: string, text: string | undefined])[] = [
    [
      l10n.t('Function code'),
      around('global.get("', writeAccess(referent, 'expression', [{ kind: 'javascript', quote: '"' }]), '")'),
    ],
    [l10n.t('Typed input (global.)'), writeAccess(referent, 'expression', [])],
    [
      l10n.t('JSONata'),
      around('$globalContext("', writeAccess(referent, 'expression', [{ kind: 'jsonata', quote: '"' }]), '")'),
    ],
    // Three braces: a template node escapes what stands in two for HTML.
    [l10n.t('Mustache (template node)'), around('{{{global.', writeAccess(referent, 'mustache', []), '}}}')],
  ];
  return forms.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

/** `DB.hosts[0]`, for people. */
export function textOfReferent({ key, path }: { readonly key: string; readonly path: readonly Segment[] }): string {
  return [key, ...path.map(({ name, index }) => (index ? `[${name}]` : `.${name}`))].join('');
}

function around(before: string, text: string | undefined, after: string): string | undefined {
  return text === undefined ? undefined : before + text + after;
}
