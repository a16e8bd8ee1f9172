import { type AnyNode, type Identifier } from 'acorn';
import { type Scopes, type Variable } from './scope.ts';

/** A variable with more values is not worth the search. */
const MAX_WRITES = 50;

/**
 * Whether what `write` puts into a variable may still be there at `read`. It is not when another value was surely
 * assigned in between: `v = JSON.parse(v); v.host`. In doubt it is, so that no use of a secret is missed.
 */
export function reaches(
  write: Identifier,
  read: Identifier,
  variable: Variable,
  ours: ReadonlySet<Identifier>,
  scopes: Scopes,
): boolean {
  if (variable.writes.length > MAX_WRITES) return true;
  const written = endOfWrite(write, scopes);
  return !variable.writes.some((other) => {
    if (ours.has(other)) return false;
    const overwritten = endOfWrite(other, scopes);
    if (overwritten > read.start || !isSure(other, read, scopes)) return false;
    const isBetween = written <= overwritten;
    const isBeforeBoth = !isBetween && written > read.start && functionOf(write, scopes) === functionOf(read, scopes);
    return isBetween || isBeforeBoth;
  });
}

/** A value is in the variable from the end of its statement on: the right side still reads the old one. */
function endOfWrite(write: Identifier, scopes: Scopes): number {
  let node: AnyNode = write;
  for (;;) {
    const parent = scopes.parents.get(node);
    if (parent === undefined) return node.end;
    if (parent.type === 'AssignmentExpression' || parent.type === 'VariableDeclarator') return parent.end;
    if (parent.type.endsWith('Statement') || isFunction(parent)) return node.end;
    node = parent;
  }
}

/** The other assignment happens whenever the code comes to `read`: the block it stands in holds `read` too. */
function isSure(other: Identifier, read: Identifier, scopes: Scopes): boolean {
  let node: AnyNode = other;
  for (;;) {
    const parent = scopes.parents.get(node);
    if (parent === undefined) return true;
    if (isConditional(node, parent)) return node.start <= read.start && read.end <= node.end;
    node = parent;
  }
}

/** The node may be skipped when its parent runs. */
function isConditional(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'LogicalExpression':
      return parent.right === node;
    case 'AssignmentExpression':
      return parent.operator !== '=' && parent.left === node;
    case 'ForStatement':
      return parent.init !== node;
    case 'WhileStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchCase':
    case 'TryStatement':
    case 'CatchClause':
      return true;
    default:
      return isFunction(parent);
  }
}

function functionOf(node: AnyNode, scopes: Scopes): AnyNode | undefined {
  let outer = scopes.parents.get(node);
  while (outer !== undefined && !isFunction(outer)) outer = scopes.parents.get(outer);
  return outer;
}

function isFunction(node: AnyNode): boolean {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}
