import { type EmbeddedCode } from '../../../language/code/embedded-text.ts';
import { type CodeReader } from '../../../language/code/code.ts';

/** Ids that Node-RED gives the places of its code editors (3.1 to 5.0: nodes/core/function/10-function.html, 80-template.html, editors/*.js). */
const FUNCTION = 'node-input-func-editor';
const EDITORS: Readonly<Record<string, (page: Document) => Pick<EmbeddedCode, 'property' | 'reader'> | undefined>> = {
  [FUNCTION]: () => ({ property: 'func', reader: 'function' }),
  'node-input-init-editor': () => ({ property: 'initialize', reader: 'startup-function' }),
  'node-input-finalize-editor': () => ({ property: 'finalize', reader: 'function' }),
  // The big editor of a function.
  'node-input-js': (page) => (page.getElementById(FUNCTION) ? { property: 'func', reader: 'function' } : undefined),
  'red-ui-editor-type-expression': () => ({ property: '', reader: 'jsonata' }),
  'node-input-template-editor': templateOf,
  // The big editor of a template.
  'node-input-text': templateOf,
};

/** Where a dialog has the description of its node; a number follows (ui/editors/panes/description.js). */
const DESCRIPTION = /^node-info-input-info-editor-\d+$/;

/** The id of the place that an editor stands in, if it shows code of a node. */
export function codeEditorId(container: HTMLElement): string | undefined {
  return container.closest('[id]')?.id;
}

/** How the text of the editor in a place is read; undefined for one that shows nothing of ours. */
export function codeIn(id: string, page: Document): EmbeddedCode | undefined {
  const code = Object.hasOwn(EDITORS, id) ? EDITORS[id]?.(page) : undefined;
  return code && { ...code, site: { nodeId: '' } };
}

function templateOf(page: Document): { readonly property: string; readonly reader: CodeReader } | undefined {
  const syntax = page.getElementById('node-input-syntax');
  // Other nodes than the template node have other ways to fill one in.
  if (!(syntax instanceof HTMLSelectElement) || !page.getElementById('node-input-template-editor')) return undefined;
  return { property: 'template', reader: syntax.value === 'mustache' ? 'mustache' : 'literal' };
}

/** Whether an editor shows what a node's description says, in the dialog of that node. */
export function isDescription(id: string): boolean {
  return DESCRIPTION.test(id);
}
