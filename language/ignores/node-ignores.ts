import { type Node } from 'jsonc-parser';
import { stringsOf } from '../references/generic-node.ts';
import { decode, propertiesOf, propertyOf, textOf } from '../references/json-tree.ts';
import { type Ignore, type RuleWord, type Span } from '../reference.ts';
import { lineIgnores, mayIgnore, nodeWords } from './directives.ts';

/**
 * What a node of a flow says is not to be found in it: comments in its code and templates, lines of its description.
 * @param others properties that hold other nodes, for which it does not speak
 */
export function ignoresOfNode(node: Node, source: string, others: readonly string[] = []): readonly Ignore[] {
  const ignores: Ignore[] = [];
  const own: Span[] = [];
  let info: Node | undefined;
  let isApart = true;
  for (const [name, value] of propertiesOf(node)) {
    const isOthers = value.type === 'array' && others.includes(name);
    if (!isOthers) {
      const start = isApart ? value.offset : (own.pop()?.start ?? value.offset);
      own.push({ start, end: value.offset + value.length });
      if (name === 'info') info = value;
      for (const { node: string } of stringsOf(value, source, name, name, node))
        for (const ignore of ignoresOfString(string, source)) ignores.push(ignore);
    }
    isApart = isOthers;
  }
  const spoken = info?.type === 'string' ? wordsOfInfo(info, source) : [];
  const id = textOf(propertyOf(node, 'id'));
  const who = id === undefined ? {} : { node: id };
  for (const rules of spoken) for (const span of own) ignores.push({ ...span, rules, ...who });
  return ignores;
}

/** The comments in one string, with offsets of the source. */
export function ignoresOfString(node: Node, source: string): readonly Ignore[] {
  if (!mayIgnore(source.slice(node.offset, node.offset + node.length))) return [];
  const { text, toSource } = decode(node, source);
  return lineIgnores(text).map(({ start, end, rules }) => ({
    start: toSource(start),
    end: toSource(end),
    rules: outward(rules, toSource),
  }));
}

/** The rules of all lines together; a line that names none speaks for all rules. */
function wordsOfInfo(info: Node, source: string): readonly (readonly RuleWord[])[] {
  const { text, toSource } = decode(info, source);
  const lines = nodeWords(text);
  const named = lines.flatMap((rules) => outward(rules, toSource));
  return [...(lines.some((rules) => rules.length === 0) ? [[]] : []), ...(named.length > 0 ? [named] : [])];
}

function outward(rules: readonly RuleWord[], toSource: (offset: number) => number): readonly RuleWord[] {
  return rules.map(({ name, start, end }) => ({ name, start: toSource(start), end: toSource(end) }));
}
