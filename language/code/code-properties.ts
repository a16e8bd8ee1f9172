import { type Node } from 'jsonc-parser';
import { isClosedString } from '../document/json-string.ts';
import { siblingTypeOf, stringsOf } from '../references/generic-node.ts';
import { itemsOf, propertiesOf, propertyOf, textOf } from '../references/json-tree.ts';
import { inputsOf, type NodeInputs, type TextInput } from '../references/typed-inputs.ts';
import { type CodeProperty, type CodeReader } from './code.ts';

/** What a raw text holds whose node may have code: told without parsing. */
const CODE_WORDS = /"(?:function|template|jsonata|reduceExp|ui[_-]template|func)"/;

/** Whether the raw text of a node may have code properties. */
export function mayHaveCode(raw: string): boolean {
  return CODE_WORDS.test(raw) || raw.includes('\\u00');
}

/**
 * The properties of a node that are function code, a template or JSONata, in the order of the text.
 * @param node the node's object in a JSON tree (jsonc-parser), perhaps torn
 * @param source the text that the tree was made of; the offsets count in it
 */
export function codePropertiesOf(node: Node, source: string, type: string): readonly CodeProperty[] {
  const inputs = inputsOf(type);
  const found = inputs ? ownCode(node, type, inputs) : otherCode(node, source, type);
  return [...found]
    .filter(({ value }) => value.type === 'string')
    .map(({ value, property, reader, ending }) => ({ ...contentOf(value, source), property, reader, ending }))
    .sort((a, b) => a.start - b.start);
}

interface Found {
  readonly value: Node;
  readonly property: string;
  readonly reader: CodeReader;
  readonly ending: string;
}

/** Node-RED's own node types. */
function* ownCode(node: Node, type: string, { texts = [], typed = [] }: NodeInputs): Generator<Found> {
  for (const { value: property, reader, when } of texts) {
    const value = propertyOf(node, property);
    const isRead = when?.(node) !== false;
    if (!value || reader === 'message-mustache' || (!isRead && type !== 'template')) continue;
    yield { value, property, reader: isRead ? reader : 'literal', ending: endingOf(reader, node) };
  }
  for (const input of typed) {
    const holders = input.list === undefined ? [node] : itemsOf(propertyOf(node, input.list));
    for (const [index, holder] of holders.entries()) {
      const value = propertyOf(holder, input.value);
      if (!value || textOf(propertyOf(holder, input.type)) !== 'jsonata') continue;
      const prefix = input.list === undefined ? '' : `${input.list}[${index}].`;
      const reader = input.startup === true ? 'startup-jsonata' : 'jsonata';
      yield { value, property: prefix + input.value, reader, ending: 'jsonata' };
    }
  }
}

/** Properties of other people's nodes that are pages. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['ui_template', 'format'],
  ['ui-template', 'format'],
]);
/** What function nodes call their code, and nodes that are made after them. */
const FUNCTIONS = new Set(['func', 'initialize', 'finalize']);

/** Node types that are not Node-RED's own: told by the names that they share with its own. */
function* otherCode(node: Node, source: string, type: string): Generator<Found> {
  for (const [name, value] of propertiesOf(node)) {
    if (name === PAGES.get(type)) yield { value, property: name, reader: 'looks', ending: 'html' };
    else if (FUNCTIONS.has(name)) yield { value, property: name, reader: 'looks', ending: 'js' };
    else
      for (const string of stringsOf(value, source, name, name, node))
        if (textOf(siblingTypeOf(string)) === 'jsonata')
          yield { value: string.node, property: string.property, reader: 'jsonata', ending: 'jsonata' };
  }
}

/** The languages that the template node's editor offers, by the value of `format`. */
const TEMPLATE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ['handlebars', 'hbs'],
  ['html', 'html'],
  ['json', 'json'],
  ['javascript', 'js'],
  ['css', 'css'],
  ['markdown', 'md'],
  ['php', 'php'],
  ['python', 'py'],
  ['sql', 'sql'],
  ['yaml', 'yaml'],
  ['text', 'txt'],
]);

function endingOf(reader: TextInput['reader'], node: Node): string {
  if (reader === 'jsonata') return 'jsonata';
  if (reader === 'function' || reader === 'startup-function') return 'js';
  return TEMPLATE_ENDINGS.get(textOf(propertyOf(node, 'format')) ?? 'handlebars') ?? 'txt';
}

function contentOf(value: Node, source: string): Pick<CodeProperty, 'start' | 'end' | 'closed'> {
  const end = value.offset + value.length;
  const closed = isClosedString(source, value.offset, end);
  return { start: value.offset + 1, end: closed ? end - 1 : end, closed };
}
