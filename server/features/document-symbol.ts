import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { type SourceDocument } from '../../language/document/api.ts';
import { type FlowNode, isNamed, type NamedReference } from '../../language/reference.ts';
import { visible } from '../../language/visible.ts';
import { rangeOf, type Site } from '../site.ts';

/** An outline of more nodes takes an editor seconds: then it lists tabs, subflows, and the first nodes that refer to something. */
const MAX_NODES = 5_000;
/** More references are not listed: nobody looks through them. */
const MAX_REFERENCES = 10_000;

type Branch = DocumentSymbol & { children: DocumentSymbol[] };

/** Tabs and subflows with their nodes, and what each node refers to; the references alone in files that are no flows. */
export function documentSymbol({ document, client, uri }: Site): DocumentSymbol[] | SymbolInformation[] {
  const tree =
    document.kind === 'flow'
      ? flowSymbols(document)
      : namedReferences(document).map((reference) => referenceSymbol(document, reference));
  return client.symbolTree ? tree : flatten(tree, uri);
}

function flowSymbols(document: SourceDocument): DocumentSymbol[] {
  const branches = nodeBranches(document);
  const containers = new Map(branches.filter(([node]) => isContainer(node)).map(([{ id }, branch]) => [id, branch]));
  const top: DocumentSymbol[] = [];
  for (const [node, branch] of branches) {
    // Two levels only: ids may be doubled or point in a circle.
    const container = isContainer(node) ? undefined : containers.get(node.parent);
    (container?.children ?? top).push(branch);
  }
  return top;
}

/** Each node with its references below it; both come in document order. */
function nodeBranches(document: SourceDocument): readonly (readonly [FlowNode, Branch])[] {
  const references = namedReferences(document);
  let next = 0;
  return nodesToList(document, references).map((node) => {
    while ((references[next]?.start ?? Infinity) < node.start) next++;
    const first = next;
    while ((references[next]?.start ?? Infinity) < node.end) next++;
    const branch = nodeSymbol(document, node);
    branch.children.push(...references.slice(first, next).map((reference) => referenceSymbol(document, reference)));
    return [node, branch] as const;
  });
}

/** All nodes; of a big file only some are read at all. */
function nodesToList(document: SourceDocument, references: readonly NamedReference[]): readonly FlowNode[] {
  if (document.nodeCount <= MAX_NODES) return document.nodes();
  const nodes = new Map(
    document
      .containers()
      .slice(0, MAX_NODES)
      .map((node) => [node.start, node]),
  );
  for (const { start } of references) {
    if (nodes.size >= MAX_NODES) break;
    const node = document.nodeAt(start);
    if (node !== undefined) nodes.set(node.start, node);
  }
  return [...nodes.values()].sort((a, b) => a.start - b.start);
}

function nodeSymbol(document: SourceDocument, node: FlowNode): Branch {
  const range = rangeOf(document, node);
  return {
    name: visible(node.name.trim() || node.type || node.id || 'node'),
    detail: node.type,
    kind: isContainer(node) ? SymbolKind.Namespace : SymbolKind.Object,
    range,
    selectionRange: { start: range.start, end: range.start },
    children: [],
  };
}

function referenceSymbol(document: SourceDocument, reference: NamedReference): DocumentSymbol {
  const names = [reference.key, ...reference.path];
  const whole = {
    start: Math.min(reference.start, reference.key.start),
    end: Math.max(reference.end, ...names.map(({ end }) => end)),
  };
  return {
    name: visible(names.map(({ name }) => name).join('.')),
    detail: [reference.kind === 'secret' ? 'secret' : 'credential', reference.property ?? []].flat().join(' · '),
    kind: SymbolKind.Key,
    range: rangeOf(document, whole),
    selectionRange: rangeOf(document, reference.key),
  };
}

function isContainer({ type }: FlowNode): boolean {
  return type === 'tab' || type === 'subflow';
}

function namedReferences(document: SourceDocument): readonly NamedReference[] {
  return document.references().filter(isNamed).slice(0, MAX_REFERENCES);
}

function flatten(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, selectionRange, children = [] }) => [
    { name, kind, location: { uri, range: selectionRange }, ...(containerName === undefined ? {} : { containerName }) },
    ...flatten(children, uri, name),
  ]);
}
