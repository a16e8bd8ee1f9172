import { type Node } from 'jsonc-parser';
import { type Reading } from '../reference.ts';
import { readFunctionCode } from './javascript.ts';
import { itemsOf, propertiesOf, propertyOf, textOf } from './json-tree.ts';
import { readJsonata } from './jsonata.ts';
import { readUnknownMustache } from './mustache.ts';
import { joinReadings, NOTHING, shiftReading } from './reading.ts';
import { type FlowString, readGlobalKey, readTypedValue, within } from './typed-value.ts';

/** A string with the object that it is a property of, and its name there. */
export interface HeldString extends FlowString {
  readonly holder: Node | undefined;
  readonly name: string;
}

/** All strings of a value, with the property's path as Node-RED people write it: `rules[0].to`. */
export function* stringsOf(
  value: Node,
  source: string,
  property: string,
  name: string,
  holder: Node | undefined,
): Generator<HeldString> {
  if (value.type === 'string') yield { node: value, source, property, name, holder };
  for (const [index, item] of itemsOf(value).entries())
    yield* stringsOf(item, source, `${property}[${index}]`, name, undefined);
  for (const [key, member] of propertiesOf(value)) yield* stringsOf(member, source, `${property}.${key}`, key, value);
}

/**
 * A string of a node type that is not Node-RED's own. By convention a sibling property tells its type
 * (`K` with `KType`, `Kt`, `Ktype` or `K_type`; `value` or `v` beside `type`, `t` or `vt`); else the text itself is looked at.
 */
export function readUnknownString(value: HeldString): Reading {
  const type = textOf(siblingTypeOf(value));
  if (type !== undefined && TYPES.has(type)) {
    return readTypedValue(value, type, 'read', { template: 'value' });
  }
  return within(value, readByLooks);
}

/** The types of Node-RED's TypedInput. Any other word in a sibling (`"type": "button"`) tells nothing of the value. */
const TYPES = new Set(
  'global flow msg jsonata str json num bool bin date env re prev cred elem full auto counter pay payl nul'.split(' '),
);

/** The property beside a value that by its name holds the value's type. */
export function siblingTypeOf({ holder, name }: HeldString): Node | undefined {
  const siblings = [`${name}Type`, `${name}t`, `${name}type`, `${name}_type`];
  if (name === 'value' || name === 'v') siblings.push('vt', 'type', 't');
  for (const sibling of siblings) {
    const type = propertyOf(holder, sibling);
    if (textOf(type) !== undefined) return type;
  }
  return undefined;
}

// Bounded throughout, as these texts may be anything.
const FUNCTION_CALL =
  /(?:global|flow)\s*\.\s*get\s*\(\s*(?:\[\s*)?["'`](?:#:\([^)\s]{1,100}\)::)?(?:\$parent\.){0,20}(?:SECRETS|CREDENTIALS)/g;
const JSONATA_CALL =
  /\$(?:global|flow)Context\s*\(\s*["'](?:#:\([^)\s]{1,100}\)::)?(?:\$parent\.){0,20}(?:SECRETS|CREDENTIALS)/;
const TAG = /\{\{[^}]{0,80}(?:SECRETS|CREDENTIALS)/;

/** A text of an unknown property, read as what it looks like. */
export function readByLooks(text: string): Reading {
  if (text.startsWith('#:(')) return readGlobalKey(text, 'read');
  if (text.search(FUNCTION_CALL) >= 0) return readCalls(text);
  if (JSONATA_CALL.test(text)) return { ...readJsonata(text), bare: [] };
  if (TAG.test(text)) return readUnknownMustache(text);
  return NOTHING;
}

/** Code, or any other text with calls in it (HTML with a script): then each call is read alone, to the end of its line. */
function readCalls(text: string): Reading {
  const whole = readFunctionCode(text);
  if (whole.references.length > 0) return { ...whole, bare: [] };
  const starts = Array.from(text.matchAll(FUNCTION_CALL), (match) => match.index);
  const lines = starts.map((start, i) => {
    const [line = ''] = /^[^\r\n]*/.exec(text.slice(start, starts[i + 1])) ?? [];
    return shiftReading(readFunctionCode(line), start);
  });
  return { ...joinReadings(lines), bare: [] };
}
