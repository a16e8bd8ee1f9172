import { type Node } from 'jsonc-parser';
import { type FileKind } from '../document/api.ts';
import { type Ending } from '../document/file-kind.ts';
import { ignoresOfFlowObject } from '../document/flow-object.ts';
import { depthOf, MAX_DEPTH } from '../document/scanner.ts';
import { treeOf } from '../references/parse-json.ts';
import { type Ignore } from '../reference.ts';
import { lineIgnores, mayIgnore } from './directives.ts';
import { ignoresOfString } from './node-ignores.ts';

/** The comments of a file that is no array of nodes. In YAML the lines are those of the file, in JSON those of each string. */
export function ignoresOfWhole(text: string, kind: FileKind, ending: Ending): readonly Ignore[] {
  if (!mayIgnore(text) || kind === 'none') return [];
  if (kind === 'flow') return ignoresOfFlowObject(text);
  return ending === 'json' ? ignoresOfStrings(text) : lineIgnores(text);
}

function ignoresOfStrings(text: string): readonly Ignore[] {
  const root = depthOf(text) > MAX_DEPTH ? undefined : treeOf(text);
  return root === undefined ? [] : stringsIn(root).flatMap((string) => ignoresOfString(string, text));
}

function stringsIn(node: Node): readonly Node[] {
  return node.type === 'string' ? [node] : (node.children ?? []).flatMap(stringsIn);
}
