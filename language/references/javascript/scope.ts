import {
  type AnyNode,
  type CallExpression,
  type Function as FunctionNode,
  type Identifier,
  type Program,
  type VariableDeclaration,
} from 'acorn';
import { childrenOf, isMissing } from './parse.ts';
import { calls } from './usage.ts';

export interface Variable {
  readonly name: string;
  readonly reads: Identifier[];
  /** The names that are assigned: in declarations with a value, assignments, parameters, functions and imports. */
  readonly writes: Identifier[];
}

/** A program's tree with its parents, and what each name in it means. */
export interface Scopes {
  readonly parents: ReadonlyMap<AnyNode, AnyNode>;
  variableOf(name: Identifier): Variable | undefined;
  /**
   * Where a name is read that the program is given: it does not declare it (nor assigns it, which declares it in sloppy code),
   * or it is a parameter. Tools that keep each function in a file wrap it so: `function (msg, node, context, flow, global)`.
   */
  given(name: string): readonly Identifier[];
  isGiven(name: Identifier): boolean;
  /** Calls of a node's `context()`, which gives what is called `context` in a function node. */
  readonly contextCalls: readonly CallExpression[];
  /** Calls of `RED.util.evaluateNodeProperty`. */
  readonly evaluations: readonly CallExpression[];
  /** Where a name is read that the program neither declares nor assigns. */
  undeclared(name: string): readonly Identifier[];
}

export function resolveScopes(program: Program): Scopes {
  const resolver = new Resolver();
  resolver.visitProgram(program);
  return resolver.resolve();
}

/** `hoists`: a function's or the program's scope, where `var` lands. */
class Scope {
  readonly variables = new Map<string, Variable>();
  readonly outer: Scope | undefined;
  readonly hoists: boolean;

  constructor(outer: Scope | undefined, hoists: boolean) {
    this.outer = outer;
    this.hoists = hoists;
  }

  declare(name: string): Variable {
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    const variable = { name, reads: [], writes: [] };
    this.variables.set(name, variable);
    return variable;
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.outer?.find(name);
  }

  hoisting(): Scope {
    return this.hoists || this.outer === undefined ? this : this.outer.hoisting();
  }
}

interface Mention {
  readonly name: Identifier;
  readonly scope: Scope;
  readonly reads: boolean;
  readonly writes: boolean;
}

/** How a pattern's names come to be: declared in a scope, or assigned where they are. */
interface Binding {
  readonly declaredIn?: Scope;
  readonly writes: boolean;
  readonly reads?: boolean;
}

const ASSIGNED: Binding = { writes: true };

class Resolver {
  private readonly parents = new Map<AnyNode, AnyNode>();
  private readonly mentions: Mention[] = [];
  private readonly parameters: Identifier[] = [];
  private readonly contextCalls: CallExpression[] = [];
  private readonly evaluations: CallExpression[] = [];
  private scope = new Scope(undefined, true);

  visitProgram(program: Program): void {
    this.visitChildren(program);
  }

  resolve(): Scopes {
    const root = this.scope;
    const variables = new Map<Identifier, Variable>();
    const undeclared = new Map<string, Identifier[]>();
    const parameters = new Set<Variable>();
    for (const { name, scope, writes } of this.mentions)
      if (writes && scope.find(name.name) === undefined) root.declare(name.name);
    for (const { name, scope, reads, writes } of this.mentions) {
      const variable = scope.find(name.name);
      if (variable === undefined) {
        const names = undeclared.get(name.name) ?? [];
        undeclared.set(name.name, names);
        names.push(name);
        continue;
      }
      variables.set(name, variable);
      if (reads) variable.reads.push(name);
      if (writes) variable.writes.push(name);
    }
    for (const name of this.parameters) {
      const variable = variables.get(name);
      if (variable?.writes.length === 1) parameters.add(variable);
    }
    return {
      parents: this.parents,
      variableOf: (name) => variables.get(name),
      contextCalls: this.contextCalls,
      evaluations: this.evaluations,
      undeclared: (name) => undeclared.get(name) ?? [],
      given: (name) => {
        const found = undeclared.get(name) ?? [];
        if (parameters.size === 0) return found;
        const variables = [...parameters].filter((variable) => variable.name === name);
        return [...found, ...variables.flatMap(({ reads }) => reads)];
      },
      isGiven: (name) => {
        const variable = variables.get(name);
        return variable === undefined || parameters.has(variable);
      },
    };
  }

  private visit(node: AnyNode | null | undefined, parent: AnyNode): void {
    if (node === null || node === undefined) return;
    this.parents.set(node, parent);
    switch (node.type) {
      case 'Identifier':
        this.mention({ name: node, scope: this.scope, reads: true, writes: false });
        break;
      case 'Literal':
        break;
      case 'FunctionDeclaration':
        this.bind(node.id, node, { declaredIn: this.scope, writes: true });
        this.visitFunction(node);
        break;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.visitFunction(node);
        break;
      case 'ClassDeclaration':
        this.bind(node.id, node, { declaredIn: this.scope, writes: true });
        this.visit(node.superClass, node);
        this.visit(node.body, node);
        break;
      case 'ClassExpression':
        this.within(false, () => {
          this.bind(node.id, node, { declaredIn: this.scope, writes: true });
          this.visit(node.superClass, node);
          this.visit(node.body, node);
        });
        break;
      case 'BlockStatement':
      case 'ForStatement':
      case 'SwitchStatement':
      case 'StaticBlock':
        this.within(false, () => {
          this.visitChildren(node);
        });
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.within(false, () => {
          if (node.left.type === 'VariableDeclaration') this.visitDeclaration(node.left, node, true);
          else this.bind(node.left, node, ASSIGNED);
          this.visit(node.right, node);
          this.visit(node.body, node);
        });
        break;
      case 'CatchClause':
        this.within(false, () => {
          this.bind(node.param, node, { declaredIn: this.scope, writes: true });
          this.visit(node.body, node);
        });
        break;
      case 'VariableDeclaration':
        this.visitDeclaration(node, parent, false);
        break;
      case 'AssignmentExpression':
        this.bind(node.left, node, { writes: true, reads: node.operator !== '=' });
        this.visit(node.right, node);
        break;
      case 'CallExpression':
        if (node.arguments.length === 0 && isContextMethod(node.callee)) this.contextCalls.push(node);
        if (calls(node, 'evaluateNodeProperty')) this.evaluations.push(node);
        this.visitChildren(node);
        break;
      case 'UpdateExpression':
        this.bind(node.argument, node, { writes: true, reads: true });
        break;
      default:
        this.visitNames(node);
    }
  }

  /** Nodes whose names are not all variables: properties, labels, modules. */
  private visitNames(node: AnyNode): void {
    switch (node.type) {
      case 'MemberExpression':
        this.visit(node.object, node);
        if (node.computed) this.visit(node.property, node);
        else this.parents.set(node.property, node);
        break;
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.computed) this.visit(node.key, node);
        this.visit(node.value, node);
        break;
      case 'LabeledStatement':
        this.visit(node.body, node);
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        break;
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        this.bind(node.local, node, { declaredIn: this.scope, writes: true });
        break;
      case 'ExportNamedDeclaration':
        this.visit(node.declaration, node);
        if (node.source === null || node.source === undefined)
          for (const specifier of node.specifiers) this.visit(specifier.local, specifier);
        break;
      case 'ExportAllDeclaration':
        break;
      default:
        this.visitChildren(node);
    }
  }

  private visitChildren(node: AnyNode): void {
    for (const child of childrenOf(node)) this.visit(child, node);
  }

  private visitFunction(node: FunctionNode & AnyNode): void {
    this.within(true, () => {
      if (node.type === 'FunctionExpression') this.bind(node.id, node, { declaredIn: this.scope, writes: true });
      for (const parameter of node.params) {
        if (parameter.type === 'Identifier') this.parameters.push(parameter);
        this.bind(parameter, node, { declaredIn: this.scope, writes: true });
      }
      if (node.body.type === 'BlockStatement') {
        this.parents.set(node.body, node);
        this.visitChildren(node.body);
      } else this.visit(node.body, node);
    });
  }

  private visitDeclaration(node: VariableDeclaration, parent: AnyNode, assigned: boolean): void {
    this.parents.set(node, parent);
    const declaredIn = node.kind === 'var' ? this.scope.hoisting() : this.scope;
    for (const declarator of node.declarations) {
      const value = declarator.init ?? undefined;
      this.parents.set(declarator, node);
      this.bind(declarator.id, declarator, { declaredIn, writes: assigned || value !== undefined });
      this.visit(value, declarator);
    }
  }

  /** Names of a pattern, which are declared or assigned; anything else in it is an expression. */
  private bind(pattern: AnyNode | null | undefined, parent: AnyNode, binding: Binding): void {
    if (pattern === null || pattern === undefined) return;
    this.parents.set(pattern, parent);
    switch (pattern.type) {
      case 'Identifier':
        if (!isMissing(pattern)) binding.declaredIn?.declare(pattern.name);
        this.mention({
          name: pattern,
          scope: binding.declaredIn ?? this.scope,
          reads: binding.reads === true,
          writes: binding.writes,
        });
        break;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.bind(property, pattern, binding);
          else {
            this.parents.set(property, pattern);
            if (property.computed) this.visit(property.key, property);
            this.bind(property.value, property, binding);
          }
        }
        break;
      case 'ArrayPattern':
        for (const element of pattern.elements) this.bind(element, pattern, binding);
        break;
      case 'RestElement':
        this.bind(pattern.argument, pattern, binding);
        break;
      case 'AssignmentPattern':
        this.bind(pattern.left, pattern, binding);
        this.visit(pattern.right, pattern);
        break;
      default:
        this.visit(pattern, parent);
    }
  }

  private mention(mention: Mention): void {
    if (!isMissing(mention.name)) this.mentions.push(mention);
  }

  private within(hoists: boolean, visit: () => void): void {
    const outer = this.scope;
    this.scope = new Scope(outer, hoists);
    visit();
    this.scope = outer;
  }
}

/** `node.context`, `this.context`: nobody else has a method of that name without arguments whose `global.get` gives SECRETS. */
function isContextMethod(callee: AnyNode): boolean {
  return (
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'context'
  );
}
