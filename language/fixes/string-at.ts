import { findNodeAtOffset, type Node } from 'jsonc-parser';
import { type SourceDocument } from '../document/api.ts';
import { isClosedString } from '../document/json-string.ts';
import { depthOf, MAX_DEPTH } from '../document/scanner.ts';
import { treeOf } from '../references/parse-json.ts';

/** A change of a document; offsets in UTF-16 code units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A part of a document as JSON: a node of a flow, or a whole file. */
export interface JsonPart {
  /** Its text, in which the tree's offsets count; it begins at `offset` of the document. */
  readonly source: string;
  readonly offset: number;
  readonly tree: Node;
}

/** The node of a flow that holds an offset, or the JSON file around it; undefined for other files. */
export function jsonAt(document: SourceDocument, offset: number): JsonPart | undefined {
  const node = document.kind === 'flow' ? document.nodeAt(offset) : undefined;
  // A file of one node's settings has no nodes: it is all of one.
  if (document.kind === 'flow' && node === undefined && document.nodeCount > 0) return undefined;
  const source = document.slice(node?.start, node?.end);
  if (depthOf(source) > MAX_DEPTH) return undefined;
  const tree = treeOf(source);
  return tree === undefined ? undefined : { source, offset: node?.start ?? 0, tree };
}

/** The string value that holds an offset of the document; undefined for keys, and for a string without its end. */
export function stringAt({ source, offset, tree }: JsonPart, at: number): Node | undefined {
  const found = findNodeAtOffset(tree, at - offset);
  if (found?.type !== 'string' || !isClosedString(source, found.offset, found.offset + found.length)) return undefined;
  const isKey = found.parent?.type === 'property' && found.parent.children?.[0] === found;
  return isKey ? undefined : found;
}
