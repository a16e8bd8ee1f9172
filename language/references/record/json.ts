import { type Node } from 'jsonc-parser';
import { depthOf, MAX_DEPTH } from '../../document/scanner.ts';
import { decode, propertiesOf, propertyOf } from '../json-tree.ts';
import { MAX_GUESSED } from '../limits.ts';
import { treeOf } from '../parse-json.ts';
import { RECORD_NAMES, type RecordFields, type TextField } from './fields.ts';

/** The records of a JSON text: the object itself, those of a list, and those one level below (`functions: […]`). */
export function recordsOfJson(text: string): RecordFields[] {
  const isReadable = text.length <= MAX_GUESSED && depthOf(text) <= MAX_DEPTH;
  const root = isReadable ? treeOf(text) : undefined;
  return root === undefined ? [] : candidates(root).flatMap((object) => fieldsOf(object, text));
}

function candidates(root: Node): Node[] {
  const values = valuesOf(root);
  return [root, ...values, ...values.filter(({ type }) => type === 'array').flatMap(valuesOf)];
}

function valuesOf(node: Node): readonly Node[] {
  if (node.type === 'array') return node.children ?? [];
  return [...propertiesOf(node)].map(([, value]) => value);
}

function fieldsOf(object: Node, source: string): RecordFields[] {
  const credential = propertyOf(object, 'credential');
  const isRecord = credential !== undefined && RECORD_NAMES.some((name) => propertyOf(object, name) !== undefined);
  if (!isRecord) return [];
  const strings = (name: string) => stringsBelow(propertyOf(object, name), name, source);
  return [{ credentials: strings('credential'), scripts: strings('script'), templates: strings('template') }];
}

/** The strings in a value: itself, or those of a list or an object (`template: { subject, body }`). */
function stringsBelow(node: Node | undefined, property: string, source: string): TextField[] {
  switch (node?.type) {
    case 'string': {
      const { text, toSource } = decode(node, source);
      return [{ text, toSource, enclosure: { kind: 'json' }, property }];
    }
    case 'array':
      return (node.children ?? []).flatMap((item, i) => stringsBelow(item, `${property}[${i}]`, source));
    case 'object':
      return [...propertiesOf(node)].flatMap(([name, value]) => stringsBelow(value, `${property}.${name}`, source));
    default:
      return [];
  }
}
