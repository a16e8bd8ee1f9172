import { type Document, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, type YAMLMap } from 'yaml';
import { RECORD_NAMES, type RecordFields, type TextField } from './fields.ts';
import { isTorn, type ScalarStyle, sourceOffsets } from './yaml-scalar.ts';

/** A record is written by people; a larger file would keep the parser busy for seconds. */
const MAX_LENGTH = 100_000;
/** Brackets of flow collections, and `- - -` in one line: deeper nesting is hostile, and costs the parser its stack. */
const DEEP = /(?:[[{][^\]}\n]{0,20}){100}|^[ \t]*(?:[-?][ \t]+){100}/m;

/** The records of a YAML text: the mapping itself, those of a list, and those one level below (`functions: […]`). */
export function recordsOfYaml(text: string): RecordFields[] {
  const documents = documentsOf(text);
  if (typeof documents === 'string') return [];
  return documents
    .flatMap(({ contents }) => contents ?? [])
    .flatMap((root) => candidates(root).flatMap((node) => fieldsOf(node, text)));
}

/** What keeps a YAML text that looks like a record from being read whole, for people. */
export function problemOfYaml(text: string): string | undefined {
  if (!LIKE_A_RECORD.test(text)) return undefined;
  const documents = documentsOf(text);
  if (typeof documents === 'string') return documents;
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error === undefined) return undefined;
  const line = text.slice(0, error.pos[0]).split(/\r\n|\r|\n/).length;
  return `The YAML is torn at line ${line}, so what it refers to can’t be read whole. Mend it there.`;
}

const LIKE_A_RECORD = /^[ \t]*(?:[-{][ \t]*)*["']?credential["']?[ \t]*:/m;

/** The parsed documents, or why there are none, for people. */
function documentsOf(text: string): readonly (Document.Parsed | Document)[] | string {
  if (text.length > MAX_LENGTH) {
    return `It looks like a record of more than ${MAX_LENGTH} characters, which is too long to be read. Split it, or move it away.`;
  }
  const tooDeep =
    'It looks like a record that is nested too deeply to be read. Take the nested value out, or move the file away.';
  if (DEEP.test(text)) return tooDeep;
  const options = { strict: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  try {
    return [...parseAllDocuments(text, options)];
  } catch {
    return tooDeep;
  }
}

function candidates(root: Node): unknown[] {
  const values = valuesOf(root);
  return [root, ...values, ...values.filter(isSeq).flatMap(valuesOf)];
}

function valuesOf(node: unknown): readonly unknown[] {
  if (isSeq(node)) return node.items;
  return isMap(node) ? node.items.map(({ value }) => value) : [];
}

function fieldsOf(node: unknown, source: string): RecordFields[] {
  if (!isMap(node)) return [];
  const isRecord = hasName(node, 'credential') && RECORD_NAMES.some((name) => hasName(node, name));
  if (!isRecord) return [];
  const strings = (name: string) => stringsBelow(valueOf(node, name), name, source);
  return [{ credentials: strings('credential'), scripts: strings('script'), templates: strings('template') }];
}

function pairOf({ items }: YAMLMap, name: string) {
  return items.findLast(({ key }) => isScalar(key) && key.value === name);
}

function hasName(map: YAMLMap, name: string): boolean {
  return pairOf(map, name) !== undefined;
}

function valueOf(map: YAMLMap, name: string): unknown {
  return pairOf(map, name)?.value;
}

/** The strings in a value: itself, or those of a list or a mapping (`template: { subject, body }`). */
function stringsBelow(node: unknown, property: string, source: string): TextField[] {
  if (isScalar(node)) return fieldOf(node, property, source);
  if (isSeq(node)) return node.items.flatMap((item, i) => stringsBelow(item, `${property}[${i}]`, source));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) =>
    isScalar(key) ? stringsBelow(value, `${property}.${String(key.value)}`, source) : [],
  );
}

const STYLES: ReadonlyMap<string | undefined, ScalarStyle> = new Map([
  ['PLAIN', 'plain'],
  ['QUOTE_SINGLE', 'single'],
  ['QUOTE_DOUBLE', 'double'],
  ['BLOCK_LITERAL', 'block'],
  ['BLOCK_FOLDED', 'block'],
]);

function fieldOf(node: Scalar, property: string, source: string): TextField[] {
  const [start, end] = node.range ?? [];
  const style = STYLES.get(node.type);
  // A value that is still to be typed: `credential: `.
  const value = node.value === null && start === end ? '' : node.value;
  if (start === undefined || end === undefined || style === undefined || typeof value !== 'string') return [];
  if (isTorn(source, { start, end }, style)) return [tornField(source, start + 1, end, property, style)];
  const toSource = sourceOffsets(value, source, { start, end }, style);
  return toSource === undefined ? [] : [{ text: value, toSource, enclosure: { kind: 'yaml', style }, property }];
}

/** What was typed of a quoted value so far, as it stands there. */
function tornField(source: string, start: number, end: number, property: string, style: ScalarStyle): TextField {
  const [text = ''] = source.slice(start, end).split(/\r?\n/, 1);
  return { text, toSource: (offset) => start + offset, enclosure: { kind: 'yaml', style }, property };
}
