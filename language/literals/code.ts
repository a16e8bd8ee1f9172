import { type AnyNode, type Literal as LiteralNode, type TemplateElement, type TemplateLiteral } from 'acorn';
import { type Span } from '../reference.ts';
import { cook, type Cooked, rawOffset } from '../references/javascript/cooked.ts';
import { childrenOf, parseJavaScript } from '../references/javascript/parse.ts';
import { tokenize } from '../references/javascript/tokens.ts';
import { type Quote } from '../references/javascript/value.ts';
import { MAX_LITERALS } from '../references/limits.ts';
import { type Referent, writeAccess } from '../references/write-access.ts';
import { jsonOfNode } from './json-of-code.ts';
import { asWritten, type Edit, type Literal, type Writer } from './literal.ts';

/** How code reads a secret: from the global context in a function node, by its bare name in a script. */
export type CodeForm = 'function' | 'script';

const TORN = 'The code around it can’t be read: mend it first.';
const FIXED = 'Only a constant can stand here.';
const COMMENT = 'Nothing reads a comment: delete the value there.';

/**
 * The string literals, template texts, numbers, constant objects and arrays, and comments of JavaScript. Broken code is read as far as it can be, and
 * little more than MAX_LITERALS are given; never throws, takes time in proportion to the code.
 */
export function literalsOfCode(code: string, form: CodeForm): readonly Literal[] {
  const comments: Span[] = [];
  const parsed = parseJavaScript(code, comments);
  if (parsed === undefined) return tokenLiterals(code);
  const found: Literal[] = comments.map((span) => comment(code, span));
  const waiting: Step[] = [{ node: parsed.program, parents: undefined }];
  for (let step = waiting.pop(); step !== undefined && found.length < MAX_LITERALS; step = waiting.pop()) {
    const { node } = step;
    for (const literal of literalsOf(step, code, form)) found.push(literal);
    // The first of the code comes first, as there may be more than are taken.
    for (const child of childrenOf(node).toReversed()) waiting.push({ node: child, parents: step });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** How a secret is read in code, its own strings in these quotes. Undefined for a name that can't be written. */
function accessInCode(referent: Referent, form: CodeForm, quote: Quote): string | undefined {
  if (form === 'script') return writeAccess(referent, 'javascript', []);
  const path = writeAccess(referent, 'expression', [{ kind: 'javascript', quote }]);
  return path === undefined ? undefined : `global.get(${quote}${path}${quote})`;
}

/** A node with those around it: a list, as trees have no way up. */
interface Step {
  readonly node: AnyNode;
  readonly parents: Step | undefined;
}

function literalsOf(step: Step, code: string, form: CodeForm): readonly Literal[] {
  const { node } = step;
  if (node.type === 'TemplateLiteral') return node.quasis.map((chunk) => templateText(chunk, node, step, code, form));
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression')
    return isWorthKeeping(jsonOfNode(node)) ? [{ ...jsonLiteral(node, step, code, form), isTree: true }] : [];
  if (node.type !== 'Literal') return [];
  if (typeof node.value === 'string') return [stringLiteral(node, step, code, form)];
  return typeof node.value === 'number' ? [numberLiteral(node, step, code, form)] : [];
}

/** Of a constant object or array, with something in it. */
function isWorthKeeping(json: string | undefined): boolean {
  return json !== undefined && json !== '{}' && json !== '[]';
}

function stringLiteral(node: LiteralNode, step: Step, code: string, form: CodeForm): Literal {
  const quote: Quote = code[node.start] === "'" ? "'" : '"';
  const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  const isClosed = node.end - node.start >= 2 && code[node.end - 1] === quote;
  const cooked = cook(code.slice(content.start, content.end), content.start);
  const write: Writer = (referent, part) => {
    const access = accessInCode(referent, form, quote);
    if (access === undefined) return undefined;
    if (part.start === 0 && part.end === cooked.text.length)
      return [{ start: node.start, end: node.end, text: isKey(step) ? `[${access}]` : access }];
    return isKey(step) ? undefined : asTemplate(code, content, inSource(cooked, part), access);
  };
  return {
    ...textLiteral(cooked, content, node, step, quote),
    write: isClosed ? (isFixed(step) ? FIXED : write) : TORN,
  };
}

function templateText(
  chunk: TemplateElement,
  node: TemplateLiteral,
  step: Step,
  code: string,
  form: CodeForm,
): Literal {
  const cooked = cook(code.slice(chunk.start, chunk.end), chunk.start);
  const isAlone = node.quasis.length === 1 && step.parents?.node.type !== 'TaggedTemplateExpression';
  const write: Writer = (referent, part) => {
    const access = accessInCode(referent, form, '"');
    if (access === undefined) return undefined;
    if (isAlone && part.start === 0 && part.end === cooked.text.length)
      return [{ start: node.start, end: node.end, text: access }];
    return [{ ...inSource(cooked, part), text: `\${${access}}` }];
  };
  const outer = isAlone ? node : chunk;
  const isClosed = code[node.end - 1] === '`' && node.end - node.start >= 2;
  return { ...textLiteral(cooked, chunk, outer, step, '`'), write: isClosed ? write : TORN };
}

function textLiteral(cooked: Cooked, content: Span, outer: Span, step: Step, quote: Quote): Omit<Literal, 'write'> {
  const name = nameFor(step);
  return {
    start: content.start,
    end: content.end,
    outer: { start: outer.start, end: outer.end },
    text: cooked.text,
    toSource: (offset) => rawOffset(cooked, offset),
    within: [{ kind: 'javascript', quote }],
    ...(name !== undefined && { name }),
  };
}

function numberLiteral(node: LiteralNode, step: Step, code: string, form: CodeForm): Literal {
  const literal = jsonLiteral(node, step, code, form);
  return literal.text === String(node.value) && !isKey(step) ? literal : { ...literal, write: FIXED };
}

/** What is replaced as a whole. */
function jsonLiteral({ start, end }: Span, step: Step, code: string, form: CodeForm): Literal {
  const name = nameFor(step);
  const write: Writer = (referent, part) => {
    const text = part.end - part.start === end - start ? accessInCode(referent, form, '"') : undefined;
    return text === undefined ? undefined : [{ start, end, text }];
  };
  return {
    start,
    end,
    outer: { start, end },
    text: code.slice(start, end),
    toSource: (offset) => start + offset,
    within: [],
    isJson: true,
    ...(name !== undefined && { name }),
    write,
  };
}

/** A string with a value in it becomes a template: its quotes change, and what a template would read as code is escaped. */
function asTemplate(code: string, content: Span, part: Span, access: string): readonly Edit[] | undefined {
  const raw = code.slice(content.start, content.end);
  // Octal escapes are none in a template.
  if (/(?:^|[^\\])(?:\\\\)*\\(?:[1-9]|0\d)/.test(raw)) return undefined;
  const edits: Edit[] = [{ start: content.start - 1, end: content.start, text: '`' }];
  for (const { index } of raw.matchAll(/\\[^]|`|\$(?=\{)/g)) {
    const at = content.start + index;
    const isInPart = part.start <= at && at < part.end;
    if (raw[index] !== '\\' && !isInPart) edits.push({ start: at, end: at, text: '\\' });
  }
  return [...edits, { ...part, text: `\${${access}}` }, { start: content.end, end: content.end + 1, text: '`' }];
}

function inSource(cooked: Cooked, { start, end }: Span): Span {
  return { start: rawOffset(cooked, start), end: rawOffset(cooked, end) };
}

/** The name of a property, in an object, a pattern or a class. */
function isKey({ node, parents }: Step): boolean {
  const parent = parents?.node;
  return parent !== undefined && 'key' in parent && parent.key === node && !('computed' in parent && parent.computed);
}

/** The name of a module, and a directive (`"use strict"`). */
function isFixed({ parents }: Step): boolean {
  switch (parents?.node.type) {
    case 'ImportDeclaration':
    case 'ImportAttribute':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return true;
    case 'ExpressionStatement':
      return 'directive' in parents.node;
    default:
      return false;
  }
}

/** How far up a name is looked for: `const auth = { headers: ["Bearer " + "…"] }` is about `headers`. */
const REACH = 5;

function nameFor({ node, parents }: Step): string | undefined {
  let child = node;
  for (let step = parents, steps = 0; step !== undefined && steps < REACH; step = step.parents, steps++) {
    const parent = step.node;
    if (parent.type === 'Property' && parent.value === child) return nameOf(parent.key);
    if (parent.type === 'VariableDeclarator' && parent.init === child) return nameOf(parent.id);
    if (parent.type === 'AssignmentExpression' && parent.right === child) return nameOf(parent.left);
    if (parent.type === 'BlockStatement') return undefined;
    child = parent;
  }
  return undefined;
}

function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function comment(code: string, { start, end }: Span): Literal {
  return asWritten(code.slice(start + 2, end), COMMENT, start + 2);
}

/** Of code that no parser takes: its strings can be looked at, but not replaced. */
function tokenLiterals(code: string): readonly Literal[] {
  return tokenize(code)
    .filter(({ kind, start, end }) => kind === 'string' && end > start + 1)
    .slice(0, MAX_LITERALS)
    .map(({ start, end }) => asWritten(code.slice(start + 1, end - 1), TORN, start + 1));
}
