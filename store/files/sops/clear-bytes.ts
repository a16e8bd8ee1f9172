import { type JsonNode } from '../../catalog/json-tree.ts';
import { bytesOf } from './leaf.ts';
import { type SopsSettings } from './settings.ts';

/** What was counted of a part, and under which settings; undefined where something in it is encrypted. */
interface Counted {
  readonly rule: string;
  readonly bytes: Buffer | undefined;
}

/** By the part itself: it never changes, and goes with the document that it is a part of. */
const counted = new WeakMap<JsonNode, Counted>();

/**
 * What the MAC counts of a part of a document that stands in clear, computed once: a change of a space makes one entry of its history, and
 * keeps a hundred.
 * @returns undefined where something in it is encrypted
 */
export function clearBytes(part: JsonNode, settings: SopsSettings): Buffer | undefined {
  const known = counted.get(part);
  if (known?.rule === settings.rule) return known.bytes;
  const leaves: Buffer[] = [];
  const bytes = collect(part, settings, leaves) ? Buffer.concat(leaves) : undefined;
  counted.set(part, { rule: settings.rule, bytes });
  return bytes;
}

/** @returns false where something is encrypted */
function collect(node: JsonNode, settings: SopsSettings, into: Buffer[]): boolean {
  switch (node.kind) {
    case 'object':
      return node.members.every(
        ([name, value]) => !settings.encryptsUnder(false, name) && collect(value, settings, into),
      );
    case 'array':
      return node.items.every((item) => collect(item, settings, into));
    case 'null':
      return true;
    case 'string':
    case 'number':
    case 'boolean':
      into.push(bytesOf(node).mac);
      return true;
  }
}
