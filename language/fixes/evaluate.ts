import { type Node } from 'jsonc-parser';
import { type SourceDocument } from '../document/api.ts';
import { siblingTypeOf } from '../references/generic-node.ts';
import { decode, textOf } from '../references/json-tree.ts';
import { type MustacheTag, scanMustache } from '../references/mustache-tags.ts';
import { type Edit, jsonAt, type JsonPart, stringAt } from './string-at.ts';

/** The typed inputs that can be of type global, and whether of type JSONata too (docs/references.md). */
const INPUTS: ReadonlyMap<string, { readonly properties: readonly string[]; readonly jsonata: boolean }> = new Map([
  ['change', { properties: ['to', 'from'], jsonata: true }],
  ['switch', { properties: ['v', 'v2'], jsonata: true }],
  ['inject', { properties: ['v', 'payload'], jsonata: true }],
  ['trigger', { properties: ['op1', 'op2'], jsonata: false }],
  ['join', { properties: ['reduceInit'], jsonata: true }],
]);

interface Evaluation {
  readonly type: 'global' | 'jsonata';
  readonly edits: readonly Edit[];
}

/** How the typed input that holds a template gets a type that evaluates it; undefined where it can't. */
export function evaluate(document: SourceDocument, offset: number): Evaluation | undefined {
  const part = jsonAt(document, offset);
  const string = part && stringAt(part, offset);
  const name = textOf(string?.parent?.children?.[0]);
  const inputs = INPUTS.get(document.nodeAt(offset)?.type ?? '');
  if (part === undefined || string === undefined || name === undefined) return undefined;
  if (inputs?.properties.includes(name) !== true) return undefined;
  const type = siblingTypeOf({
    node: string,
    source: part.source,
    property: name,
    name,
    holder: string.parent?.parent,
  });
  if (textOf(type) !== 'str' || type === undefined) return undefined;
  const { text } = decode(string, part.source);
  const key = wholeKey(text);
  if (key !== undefined) return { type: 'global', edits: editsOf(part, [string, key], [type, 'global']) };
  const expression = inputs.jsonata ? jsonataOf(text) : undefined;
  if (expression === undefined) return undefined;
  return { type: 'jsonata', edits: editsOf(part, [string, expression], [type, 'jsonata']) };
}

function editsOf({ offset }: JsonPart, ...texts: readonly (readonly [string: Node, text: string])[]): readonly Edit[] {
  return texts.map(([{ offset: start, length }, text]) => ({
    start: offset + start + 1,
    end: offset + start + length - 1,
    text: JSON.stringify(text).slice(1, -1),
  }));
}

/** The context key of a text that is one tag and nothing else. */
function wholeKey(text: string): string | undefined {
  const [tag, another] = scanMustache(text);
  const isWhole =
    tag?.closed === true && another === undefined && /^\{\{[^{}]*\}\}$|^\{\{\{[^{}]*\}\}\}$/.test(text.trim());
  return isWhole ? keyOf(tag) : undefined;
}

/** `global.SECRETS.X` and `global[store].SECRETS.X` as the key of a typed input. */
function keyOf({ type, content }: MustacheTag): string | undefined {
  if (type !== 'name' && type !== '{' && type !== '&') return undefined;
  const [, store, key] = /^global(?:\[(\w+)\])?\.(.+)$/.exec(content) ?? [];
  return store === undefined ? key : `#:(${store})::${key ?? ''}`;
}

/** Texts and context reads joined with `&`; undefined when a tag reads anything else. */
function jsonataOf(text: string): string | undefined {
  const parts: string[] = [];
  let from = 0;
  for (const tag of scanMustache(text)) {
    const key = tag.closed ? keyOf(tag) : undefined;
    if (key === undefined) return undefined;
    if (tag.open > from) parts.push(JSON.stringify(text.slice(from, tag.open)));
    parts.push(`$globalContext(${JSON.stringify(key)})`);
    const close = /\}\}\}?/g;
    close.lastIndex = tag.start + tag.content.length;
    close.exec(text);
    from = close.lastIndex;
  }
  if (from < text.length) parts.push(JSON.stringify(text.slice(from)));
  return parts.join(' & ');
}
