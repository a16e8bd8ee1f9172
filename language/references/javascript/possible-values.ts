import {
  type AnyNode,
  type AssignmentProperty,
  type CallExpression,
  type Function as FunctionNode,
  type MemberExpression,
  type Pattern,
  type Property,
} from 'acorn';
import { constantOf, keyTexts } from './key-text.ts';
import { type Scopes } from './scope.ts';

/** A table, a list or a variable of more values is data: the first count. */
const MAX_VALUES = 100;
/** Methods of a list whose callback is given each of its items first. */
const EACH = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'findIndex', 'some', 'every']);

/**
 * What an expression may be, as far as it is written in the code: all that a variable is assigned, the members of an object, the
 * items of a list, one after the other in a loop. In doubt a value counts, so that no use of a secret is missed.
 */
export function possibleValues(node: AnyNode, code: string, scopes: Scopes): readonly AnyNode[] {
  return new Search(code, scopes).valuesOf(node);
}

class Search {
  readonly #code: string;
  readonly #scopes: Scopes;
  /** What was looked at already, so that circles end. */
  readonly #seen = new Set<AnyNode>();

  constructor(code: string, scopes: Scopes) {
    this.#code = code;
    this.#scopes = scopes;
  }

  valuesOf(node: AnyNode): readonly AnyNode[] {
    const value = constantOf(node, this.#scopes);
    if (this.#seen.has(value) || this.#seen.size >= MAX_VALUES) return [];
    this.#seen.add(value);
    switch (value.type) {
      case 'Identifier':
        return first(this.#scopes.variableOf(value)?.writes).flatMap((write) => this.#assigned(write));
      case 'MemberExpression':
        return this.#members(value);
      case 'ConditionalExpression':
        return [...this.valuesOf(value.consequent), ...this.valuesOf(value.alternate)];
      case 'LogicalExpression':
        return [...this.valuesOf(value.left), ...this.valuesOf(value.right)];
      case 'CallExpression':
        return isOfObject(value, ['freeze', 'values']) ? this.#given(value) : [value];
      default:
        return [value];
    }
  }

  #given(call: CallExpression): readonly AnyNode[] {
    return call.arguments.slice(0, 1).flatMap((argument) => this.valuesOf(argument));
  }

  /** What one assignment puts into a variable, or into a pattern. */
  #assigned(write: Pattern): readonly AnyNode[] {
    const parent = this.#scopes.parents.get(write);
    switch (parent?.type) {
      case 'VariableDeclarator': {
        if (parent.init) return this.valuesOf(parent.init);
        const declaration = this.#scopes.parents.get(parent);
        return declaration === undefined ? [] : this.#looped(declaration);
      }
      case 'AssignmentExpression':
        return parent.left === write ? this.valuesOf(parent.right) : [];
      case 'AssignmentPattern':
        return parent.left === write ? [...this.valuesOf(parent.right), ...this.#assigned(parent)] : [];
      case 'Property': {
        const pattern = this.#scopes.parents.get(parent);
        const name = this.#nameOf(parent);
        return pattern?.type === 'ObjectPattern' && name !== undefined
          ? this.#parts(this.#assigned(pattern), name)
          : [];
      }
      case 'ArrayPattern':
        return this.#parts(this.#assigned(parent), String(parent.elements.indexOf(write)));
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return this.#passed(write);
      case undefined:
        return [];
      default:
        return this.#looped(write);
    }
  }

  /** The items that a loop goes through. */
  #looped(left: AnyNode): readonly AnyNode[] {
    const loop = this.#scopes.parents.get(left);
    return loop?.type === 'ForOfStatement' && loop.left === left ? this.#itemsOf(loop.right) : [];
  }

  /** What a parameter gets where its function is called by name, or by a list's method. */
  #passed(parameter: Pattern): readonly AnyNode[] {
    const owner = this.#scopes.parents.get(parameter);
    if (!isFunction(owner)) return [];
    const index = owner.params.indexOf(parameter);
    const passed = this.#callsOf(owner).flatMap((call) => call.arguments[index] ?? []);
    return [...(index === 0 ? this.#givenTo(owner) : []), ...passed.flatMap((value) => this.valuesOf(value))];
  }

  #callsOf(owner: FunctionNode & AnyNode): readonly CallExpression[] {
    const declarator = this.#scopes.parents.get(owner);
    const name = declarator?.type === 'VariableDeclarator' ? declarator.id : owner.id;
    if (name?.type !== 'Identifier') return [];
    return first(this.#scopes.variableOf(name)?.reads).flatMap((read) => {
      const call = this.#scopes.parents.get(read);
      return call?.type === 'CallExpression' && call.callee === read ? [call] : [];
    });
  }

  /** What a list's method hands to its callback. */
  #givenTo(callback: AnyNode): readonly AnyNode[] {
    const call = this.#scopes.parents.get(callback);
    if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
    const { object, property } = call.callee;
    return property.type === 'Identifier' && EACH.has(property.name) ? this.#itemsOf(object) : [];
  }

  #itemsOf(list: AnyNode): readonly AnyNode[] {
    const value = constantOf(list, this.#scopes);
    if (value.type !== 'CallExpression' || !isOfObject(value, ['entries'])) return this.#parts(this.valuesOf(list));
    // A property stands for the pair of its name and its value.
    return this.#given(value).flatMap((table) => (table.type === 'ObjectExpression' ? first(table.properties) : []));
  }

  #members({ object, property, computed }: MemberExpression): readonly AnyNode[] {
    const name = computed ? this.#textOf(property) : property.type === 'Identifier' ? property.name : undefined;
    return this.#parts(this.valuesOf(object), name);
  }

  #parts(values: readonly AnyNode[], name?: string): readonly AnyNode[] {
    return values.flatMap((value) => this.#partsOf(value, name));
  }

  /** The member of that name; without one, any. */
  #partsOf(value: AnyNode, name: string | undefined): readonly AnyNode[] {
    if (value.type === 'ArrayExpression') {
      const items = name === undefined ? first(value.elements) : [value.elements[Number(name)]];
      return items.flatMap((item) => (item && item.type !== 'SpreadElement' ? this.valuesOf(item) : []));
    }
    if (value.type === 'Property') return name === '1' ? this.valuesOf(value.value) : [];
    if (value.type !== 'ObjectExpression') return [];
    return first(value.properties).flatMap((property) => {
      if (property.type !== 'Property') return [];
      const its = this.#nameOf(property);
      return name === undefined || its === undefined || its === name ? this.valuesOf(property.value) : [];
    });
  }

  #nameOf({ key, computed }: Property | AssignmentProperty): string | undefined {
    return !computed && key.type === 'Identifier' ? key.name : this.#textOf(key);
  }

  #textOf(node: AnyNode): string | undefined {
    const value = constantOf(node, this.#scopes);
    if (value.type === 'Literal' && typeof value.value === 'number') return String(value.value);
    const [text, another] = keyTexts(value, this.#code, this.#scopes);
    return text?.complete === true && another === undefined ? text.text : undefined;
  }
}

function isFunction(node: AnyNode | undefined): node is FunctionNode & AnyNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** `Object.freeze(table)` gives the table, and `Object.values(table)` its members. */
function isOfObject({ callee }: CallExpression, methods: readonly string[]): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return (
    callee.object.type === 'Identifier' && callee.object.name === 'Object' && methods.includes(callee.property.name)
  );
}

function first<T>(values: readonly T[] = []): readonly T[] {
  return values.length > MAX_VALUES ? values.slice(0, MAX_VALUES) : values;
}
