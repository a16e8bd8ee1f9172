import { type AnyNode } from 'acorn';
import { parseJavaScript } from '../references/javascript/parse.ts';

/** Deeper than any secret; keeps hostile code from costing more than a pass for each level. */
const MAX_DEPTH = 32;

/**
 * The JSON text of an expression of JavaScript that is constant throughout: texts, numbers, booleans, null, and objects and
 * arrays of them. Undefined for any other (a variable, a spread, a key that is there twice), and where JSON would mean
 * something else (`undefined`, a hole, `__proto__`, a number that it writes in another way).
 */
export function jsonOfNode(node: AnyNode, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (node.type) {
    case 'Literal':
      return jsonOfConstant(node.value, node.raw);
    case 'TemplateLiteral': {
      const text = node.quasis.length === 1 ? node.quasis[0]?.value.cooked : undefined;
      return typeof text === 'string' ? JSON.stringify(text) : undefined;
    }
    case 'UnaryExpression': {
      const isNumber = node.argument.type === 'Literal' && typeof node.argument.value === 'number';
      const number = node.operator === '-' && isNumber ? jsonOfNode(node.argument, depth) : undefined;
      return number === undefined ? undefined : `-${number}`;
    }
    case 'ArrayExpression': {
      const items = node.elements.map((item) => (item === null ? undefined : jsonOfNode(item, depth + 1)));
      return allOf(items, '[', ']');
    }
    case 'ObjectExpression': {
      const keys = new Set<string>();
      return allOf(
        node.properties.map((property) => member(property, keys, depth)),
        '{',
        '}',
      );
    }
    default:
      return undefined;
  }
}

/** The same of a text that holds one expression; JSON text stays as it is, its numbers too. */
export function jsonOfCode(text: string): string | undefined {
  try {
    JSON.parse(text);
    return text;
  } catch {
    const statement = parseJavaScript(`(${text})`)?.program.body[0];
    return statement?.type === 'ExpressionStatement' ? jsonOfNode(statement.expression) : undefined;
  }
}

function member(property: AnyNode, keys: Set<string>, depth: number): string | undefined {
  if (property.type !== 'Property' || property.kind !== 'init' || property.computed || property.shorthand)
    return undefined;
  const key = property.key.type === 'Identifier' ? property.key.name : stringOf(property.key);
  if (key === undefined || key === '__proto__' || keys.has(key)) return undefined;
  keys.add(key);
  const value = jsonOfNode(property.value, depth + 1);
  return value === undefined ? undefined : `${JSON.stringify(key)}:${value}`;
}

function stringOf(key: AnyNode): string | undefined {
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

function jsonOfConstant(value: unknown, raw: string | undefined): string | undefined {
  if (typeof value === 'number') return String(value) === raw ? raw : undefined;
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? jsonOf(value, raw) : undefined;
}

/** A regular expression or a bigint that this program can't hold has the value null. */
function jsonOf(value: string | boolean | null, raw: string | undefined): string | undefined {
  return value === null && raw !== 'null' ? undefined : JSON.stringify(value);
}

function allOf(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length < parts.length ? undefined : `${open}${present.join(',')}${close}`;
}
