import { type CodeReader } from '../code/code.ts';
import { type DocumentPart, type PartForm } from '../document/api.ts';
import { settingsIn } from '../document/exploded-node.ts';
import { flowNodeOf, NODE_LISTS, nodesOf } from '../document/flow-object.ts';
import { treeOf } from '../references/parse-json.ts';
import { literalsOfCode } from './code.ts';
import { literalsOfNode } from './flow-node.ts';
import { literalsOfJsonata } from './jsonata.ts';
import { type Literal, shiftLiteral } from './literal.ts';
import { literalsOfRecords } from './record.ts';
import { literalsOfScript } from './script.ts';
import { literalsOfMustache, literalsOfTemplate } from './text.ts';

/**
 * The literals of a part of a document; offsets count in the part. Read anew at each call, and not kept: one may be a secret's
 * value.
 */
export function literalsOfPart(part: DocumentPart): Iterable<Literal> {
  const { text } = part;
  const form = part.form();
  switch (form.kind) {
    case 'nodes':
      return literalsOfNodes(text, form);
    case 'flow-object':
      return nodesOf(text).flatMap(({ object, node }) => [...literalsOfNode(object, text, node.type, NODE_LISTS)]);
    case 'settings':
      return literalsOfSettings(text);
    case 'template':
      return literalsOfTemplate(text);
    case 'script':
      return literalsOfScript(text);
    case 'record':
      return literalsOfRecords(text, form.format);
    case 'code':
      return literalsOfProperty(text, form.reader);
    case 'other':
      return [];
  }
}

function* literalsOfNodes(text: string, { nodes }: PartForm & { readonly kind: 'nodes' }): Generator<Literal> {
  for (const { start, end, deep } of nodes) {
    const source = text.slice(start, end);
    const tree = deep ? undefined : treeOf(source);
    const type = tree && flowNodeOf(tree)?.type;
    if (tree === undefined || type === undefined) continue;
    for (const literal of literalsOfNode(tree, source, type)) yield shiftLiteral(literal, start);
  }
}

function literalsOfSettings(text: string): Iterable<Literal> {
  const settings = settingsIn(text);
  return settings ? literalsOfNode(settings.root, text, settings.type) : [];
}

function literalsOfProperty(text: string, reader: CodeReader): readonly Literal[] {
  switch (reader) {
    case 'function':
    case 'startup-function':
      return literalsOfCode(text, 'function');
    case 'jsonata':
    case 'startup-jsonata':
      return literalsOfJsonata(text);
    case 'mustache':
      return literalsOfMustache(text);
    case 'message-mustache':
    case 'literal':
    case 'looks':
    case 'global-key':
      return [];
  }
}
