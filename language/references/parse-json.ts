import { type Node, type NodeType, parseTree } from 'jsonc-parser';

/**
 * The tree of a JSON text, whole or torn, as jsonc-parser gives it (without `colonOffset`); undefined for a text without a
 * value. The text is not nested deeper than `MAX_DEPTH`.
 */
export function treeOf(text: string): Node | undefined {
  return treeOfJson(text) ?? parseTree(text, [], { allowTrailingComma: true });
}

/** The same of a text that is JSON, whole; undefined for any other. */
export function treeOfJson(text: string): Node | undefined {
  // What is known to be right needs no parser that looks out for faults: half the time, check included.
  return isJson(text) ? (new TreeBuilder(text).value() as Node) : undefined;
}

/** Whether a text is JSON, whole. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A `Node`, but for properties that are there without a value: all have the same, which is quicker. */
class TreeNode {
  readonly type: NodeType;
  readonly offset: number;
  readonly parent: TreeNode | undefined;
  readonly children: TreeNode[] | undefined;
  length = 0;
  value: unknown;

  constructor(type: NodeType, offset: number, parent: TreeNode | undefined, children?: TreeNode[]) {
    this.type = type;
    this.offset = offset;
    this.parent = parent;
    this.children = children;
  }
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SCALAR = /[\w.+-]+/y;

/** Builds the tree of a text that is known to be JSON. */
class TreeBuilder {
  private readonly text: string;
  private position = 0;
  /** The first backslash that is not behind the string last read. */
  private backslash = -1;

  constructor(text: string) {
    this.text = text;
  }

  value(parent?: TreeNode): TreeNode {
    switch (this.next()) {
      case QUOTE:
        return this.string(parent);
      case OPEN_BRACE:
        return this.collection('object', CLOSE_BRACE, parent);
      case OPEN_BRACKET:
        return this.collection('array', CLOSE_BRACKET, parent);
      default:
        return this.scalar(parent);
    }
  }

  private collection(type: 'object' | 'array', close: number, parent: TreeNode | undefined): TreeNode {
    const children: TreeNode[] = [];
    const node = new TreeNode(type, this.position++, parent, children);
    for (let code = this.next(); code !== close; code = this.next()) {
      if (code === COMMA) this.position++;
      else children.push(type === 'object' ? this.property(node) : this.value(node));
    }
    this.position++;
    return this.end(node);
  }

  private property(parent: TreeNode): TreeNode {
    const children: TreeNode[] = [];
    const node = new TreeNode('property', this.position, parent, children);
    children.push(this.string(node));
    this.next();
    this.position++; // the colon
    children.push(this.value(node));
    return this.end(node);
  }

  private string(parent: TreeNode | undefined): TreeNode {
    const node = new TreeNode('string', this.position, parent);
    const start = this.position + 1;
    let end = this.text.indexOf('"', start);
    let backslash = this.backslashFrom(start);
    const isPlain = backslash > end;
    while (backslash < end) {
      if (backslash + 1 === end) end = this.text.indexOf('"', end + 1);
      backslash = this.backslashFrom(backslash + 2);
    }
    this.position = end + 1;
    node.value = isPlain ? this.text.slice(start, end) : JSON.parse(this.text.slice(start - 1, end + 1));
    return this.end(node);
  }

  private backslashFrom(offset: number): number {
    if (this.backslash >= offset) return this.backslash;
    const found = this.text.indexOf('\\', offset);
    return (this.backslash = found < 0 ? this.text.length : found);
  }

  private scalar(parent: TreeNode | undefined): TreeNode {
    SCALAR.lastIndex = this.position;
    const [written = ''] = SCALAR.exec(this.text) ?? [];
    const value: unknown = JSON.parse(written);
    const node = new TreeNode(value === null ? 'null' : (typeof value as NodeType), this.position, parent);
    node.value = value;
    this.position += written.length;
    return this.end(node);
  }

  private end(node: TreeNode): TreeNode {
    node.length = this.position - node.offset;
    return node;
  }

  /** The character behind what is blank. */
  private next(): number {
    let code = this.text.charCodeAt(this.position);
    while (code <= SPACE) code = this.text.charCodeAt(++this.position);
    return code;
  }
}
