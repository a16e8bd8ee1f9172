import * as l10n from '@vscode/l10n';
import { type Enclosure, type Syntax } from '../language/reference.ts';
import { writeName } from '../language/references/write-name.ts';

/** A segment below a key: a name, or an index of an array. */
export interface Segment {
  readonly name: string;
  readonly index: boolean;
}

/** What a reference is to name. */
export interface Referent {
  readonly root: 'SECRETS' | 'CREDENTIALS';
  readonly segments: readonly Segment[];
}

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
      around('global.get("', accessPath(referent, 'expression', [{ kind: 'javascript', quote: '"' }]), '")'),
    ],
    [l10n.t('Typed input (global.)'), accessPath(referent, 'expression', [])],
    [
      l10n.t('JSONata'),
      around('$globalContext("', accessPath(referent, 'expression', [{ kind: 'jsonata', quote: '"' }]), '")'),
    ],
    // Three braces: a template node escapes what stands in two for HTML.
    [l10n.t('Mustache (template node)'), around('{{{global.', accessPath(referent, 'mustache', []), '}}}')],
  ];
  return forms.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

/** `SECRETS.DB.hosts[0]`, with quotes and brackets where the grammar needs them; undefined where it has no way. */
function accessPath(referent: Referent, syntax: Syntax, within: readonly Enclosure[]): string | undefined {
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

function around(before: string, text: string | undefined, after: string): string | undefined {
  return text === undefined ? undefined : before + text + after;
}
