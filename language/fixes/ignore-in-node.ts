import { type SourceDocument } from '../document/api.ts';
import { decode, propertyOf } from '../references/json-tree.ts';
import { nodeWords } from '../ignores/directives.ts';
import { type RuleId } from '../rules/table.ts';
import { type Edit, jsonAt, type JsonPart } from './string-at.ts';
import { isClosedString } from '../document/json-string.ts';

/** Makes the node that holds an offset ignore a rule, by a line of its description; undefined where there is no node. */
export function ignoreInNode(document: SourceDocument, offset: number, rule: RuleId): Edit | undefined {
  if (document.kind !== 'flow') return undefined;
  const part = jsonAt(document, offset);
  if (part?.tree.type !== 'object') return undefined;
  const info = propertyOf(part.tree, 'info');
  if (info === undefined) return newDescription(part, rule);
  if (info.type !== 'string' || !isClosedString(part.source, info.offset, info.offset + info.length)) return undefined;
  const { text, toSource } = decode(info, part.source);
  const named = nodeWords(text).find((words) => words.length > 0);
  const at = named?.at(-1)?.end ?? text.length;
  const added = named === undefined ? `${text.trim() === '' ? '' : '\n\n'}flow-secrets-ignore ${rule}` : `, ${rule}`;
  const start = part.offset + toSource(at);
  return { start, end: start, text: JSON.stringify(added).slice(1, -1) };
}

/** A description behind the node's type (or its first property), set off as its other properties are. */
function newDescription({ source, offset, tree }: JsonPart, rule: RuleId): Edit | undefined {
  const properties = tree.children ?? [];
  const at = Math.max(
    0,
    properties.findIndex(({ children }) => children?.[0]?.value === 'type'),
  );
  const property = properties[at];
  const [key, value] = property?.children ?? [];
  if (property === undefined || key === undefined || value === undefined) return undefined;
  const next = properties[at + 1] ?? property;
  const before = properties[next === property ? at - 1 : at];
  const end = property.offset + property.length;
  const between = before === undefined ? ',' : source.slice(before.offset + before.length, next.offset);
  const colon = source.slice(key.offset + key.length, value.offset);
  const text = `${isSeparator(between) ? between : ','}"info"${colon}${JSON.stringify(`flow-secrets-ignore ${rule}`)}`;
  return { start: offset + end, end: offset + end, text };
}

/** One comma among white space: no comment, nothing torn. */
function isSeparator(text: string): boolean {
  return /^\s*,\s*$/.test(text);
}
