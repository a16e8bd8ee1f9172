import { tokenizer } from 'acorn';
import { type Node } from 'jsonc-parser';
import { parse } from 'yaml';
import { type CodeReader } from '../code/code.ts';
import { type SourceDocument } from '../document/api.ts';
import { lineIgnores } from '../ignores/directives.ts';
import { decode } from '../references/json-tree.ts';
import { scanMustache } from '../references/mustache-tags.ts';
import { type Form, type Span } from '../reference.ts';
import { inputsOf } from '../references/typed-inputs.ts';
import { type RuleId } from '../rules/table.ts';
import { type Edit, jsonAt, stringAt } from './string-at.ts';

type Comment = (words: string) => string;

const IN_CODE: Comment = (words) => ` // ${words}`;
const IN_JSONATA: Comment = (words) => ` /* ${words} */`;
const IN_TEMPLATE: Comment = (words) => `{{! ${words} }}`;
const IN_YAML: Comment = (words) => ` # ${words}`;

/**
 * Makes the line of an offset ignore a rule, by a comment at its end; undefined where the place has no comments (a typed input,
 * a text that goes on behind the line or that nothing evaluates, another template language than mustache).
 */
export function ignoreOnLine(document: SourceDocument, offset: number, rule: RuleId): Edit | undefined {
  const form = formAt(document, offset);
  if (form === undefined) return undefined;
  const isWhole = document.kind === 'script' || document.kind === 'template' || document.kind === 'code';
  const part = isWhole ? undefined : jsonAt(document, offset);
  const string = part && stringAt(part, offset);
  if (part === undefined || string === undefined)
    return isWhole || document.kind === 'record' ? inFile(document, offset, rule, form) : undefined;
  return inString(part.source, part.offset, string, offset, rule, form);
}

function inString(
  source: string,
  partOffset: number,
  string: Node,
  offset: number,
  rule: RuleId,
  form: Form,
): Edit | undefined {
  const { text, toSource, toDecoded } = decode(string, source);
  const added = addTo(text, toDecoded(offset - partOffset), rule, form);
  if (added === undefined) return undefined;
  const start = partOffset + toSource(added.at);
  return { start, end: start, text: JSON.stringify(added.text).slice(1, -1) };
}

function inFile(document: SourceDocument, offset: number, rule: RuleId, form: Form): Edit | undefined {
  const text = document.slice();
  const added = document.kind === 'record' ? addToYaml(text, offset, rule, form) : addTo(text, offset, rule, form);
  return added && { start: added.at, end: added.at, text: added.text };
}

interface Added {
  readonly at: number;
  readonly text: string;
}

function addTo(text: string, offset: number, rule: RuleId, form: Form): Added | undefined {
  const comment = commentOf(text, offset, form);
  return comment && addComment(text, offset, rule, comment);
}

/** At the end of the line, or behind the rules that a comment on it names already. */
function addComment(text: string, offset: number, rule: RuleId, comment: Comment): Added {
  const line = lineIgnores(text).find(({ start, end, rules }) => start <= offset && offset <= end && rules.length > 0);
  const last = line?.rules.at(-1);
  if (last !== undefined) return { at: last.end, text: `, ${rule}` };
  return { at: endOfLine(text, offset), text: comment(`flow-secrets-ignore-line ${rule}`) };
}

/** A comment of YAML where that leaves the values as they are, else one of the language in the value. */
function addToYaml(text: string, offset: number, rule: RuleId, form: Form): Added | undefined {
  const added = addComment(text, offset, rule, IN_YAML);
  return isSameYaml(text, text.slice(0, added.at) + added.text + text.slice(added.at))
    ? added
    : addTo(text, offset, rule, form);
}

function isSameYaml(a: string, b: string): boolean {
  try {
    return JSON.stringify(parse(a)) === JSON.stringify(parse(b));
  } catch {
    return false;
  }
}

function endOfLine(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}

/** What reads the text at an offset; undefined where a comment would be a part of the text. */
function formAt(document: SourceDocument, offset: number): Form | undefined {
  const touches = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const [reference] = document.referencesAt(offset);
  const fact = reference ?? document.bareAccesses().find(touches) ?? document.slips().find(touches);
  if (fact === undefined) return formOfCode(document, offset);
  if (reference?.effect === 'literal') return undefined;
  // Which templates a node renders that is not Node-RED's own is not known.
  return fact.form === 'mustache' && isOfUnknownNode(document, offset) ? undefined : fact.form;
}

function isOfUnknownNode(document: SourceDocument, offset: number): boolean {
  const node = document.kind === 'flow' ? document.nodeAt(offset) : undefined;
  return document.reader === 'looks' || (node !== undefined && inputsOf(node.type) === undefined);
}

/** What reads a literal: the code that it stands in. */
function formOfCode(document: SourceDocument, offset: number): Form | undefined {
  if (document.kind === 'script') return 'script';
  const node = document.kind === 'flow' ? document.nodeAt(offset) : undefined;
  const places = node ? [...document.codePlaces(node.id)] : [];
  const reader = document.reader ?? places.find(({ start, end }) => start <= offset && offset < end)?.reader;
  return reader && CODE_FORMS.get(reader);
}

const CODE_FORMS: ReadonlyMap<CodeReader, Form> = new Map([
  ['function', 'function'],
  ['startup-function', 'function'],
  ['jsonata', 'jsonata'],
  ['startup-jsonata', 'jsonata'],
]);

function commentOf(text: string, offset: number, form: Form): Comment | undefined {
  switch (form) {
    case 'function':
    case 'script':
      return hasMoreThanCode(text, offset, endOfLine(text, offset)) ? undefined : IN_CODE;
    case 'jsonata':
      return isInQuotes(text, endOfLine(text, offset)) ? undefined : IN_JSONATA;
    case 'mustache':
    case 'template-file':
      return isInTag(text, offset) ? IN_TEMPLATE : undefined;
    case 'typed-input':
    case 'record':
      return undefined;
  }
}

/** Whether a text goes on behind the end of the line, or the script does not reach it (HTML around it). */
function hasMoreThanCode(code: string, offset: number, endOfLine: number): boolean {
  return code.slice(offset, endOfLine).includes('</') || isInText(code, endOfLine);
}

function isInText(code: string, at: number): boolean {
  try {
    const tokens = tokenizer(code, { ecmaVersion: 'latest', allowHashBang: true });
    for (const { type, start, end } of tokens) {
      if (start > at) return false;
      if (type.label === 'template' && at <= end) return true;
      if (type.label === 'string' && start < at && at < end) return true;
    }
  } catch {
    // Someone is still typing: the comment is no worse than the code.
  }
  return false;
}

function isInQuotes(expression: string, at: number): boolean {
  const quoted = /\/\*[^]*?\*\/|(["'`])(?:\\[^]|(?!\1)[^\\])*\1/g;
  return [...expression.matchAll(quoted)].some(({ 0: { length }, index }) => index < at && at < index + length);
}

/** Within braces, and no tag before has changed them. */
function isInTag(template: string, offset: number): boolean {
  for (const { type, open, start, content } of scanMustache(template, 'handlebars')) {
    if (type === '=' || open > offset) return false;
    if (offset <= start + content.length) return true;
  }
  return false;
}
