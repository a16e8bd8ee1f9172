import { type Span } from '../reference.ts';
import { type Dialect, type MustacheTag, scanMustache } from '../references/mustache-tags.ts';
import { codeSpans } from '../references/template-code.ts';
import { type Referent, writeAccess } from '../references/write-access.ts';
import { asWritten, type Literal, type Writer } from './literal.ts';

/** Characters that two braces would print as entities. */
const ESCAPED = /[&<>"'/`=]/;

/** The texts between the tags of a template node's template. */
export function literalsOfMustache(template: string): readonly Literal[] {
  return textsOf(template, tagsOf(template, 'mustache'), (before) => (referent) => accessInMustache(referent, before));
}

/** The texts of a template file between its tags and `${…}`. */
export function literalsOfTemplate(text: string): readonly Literal[] {
  const tags = tagsOf(text, 'handlebars');
  const code = [...codeSpans(text)].map(({ start, end }) => ({ start: start - 2, end: end + 1 }));
  return textsOf(text, [...tags, ...code], () => (referent, value) => {
    const path = writeAccess(referent, 'template', []);
    if (path === undefined) return undefined;
    return ESCAPED.test(value) ? `{{{${path}}}}` : `{{${path}}}`;
  });
}

/**
 * The value as it is: `{{{global.SECRETS.X}}}`, or `<%& global.SECRETS.X %>` where the delimiters are others. Undefined for a
 * name with what might end the tag.
 */
function accessInMustache(referent: Referent, before?: MustacheTag): string | undefined {
  const { open, close } = before === undefined ? BRACES : delimitersBehind(before);
  const path = writeAccess(referent, 'expression', []);
  if (path === undefined || /[{}]/.test(path) || path.includes(close)) return undefined;
  return open === BRACES.open ? `{{{global.${path}}}}` : `${open}& global.${path} ${close}`;
}

const BRACES = { open: '{{', close: '}}' };

type Tag = Span & { readonly tag?: MustacheTag };
type Access = (referent: Referent, value: string) => string | undefined;

function tagsOf(text: string, dialect: Dialect): Tag[] {
  return Array.from(scanMustache(text, dialect), (tag) => ({ start: tag.open, end: tag.end, tag }));
}

/** Those that are in force behind a tag: it may set new ones. */
function delimitersBehind({ type, content, delimiters, closed }: MustacheTag): MustacheTag['delimiters'] {
  const [open, close] = type === '=' && closed ? content.split(/\s+/) : [];
  return open !== undefined && close !== undefined ? { open, close } : delimiters;
}

function textsOf(text: string, tags: readonly Tag[], accessBehind: (tag?: MustacheTag) => Access): readonly Literal[] {
  const found: Literal[] = [];
  let start = 0;
  let before: MustacheTag | undefined;
  for (const tag of [...tags.toSorted((a, b) => a.start - b.start), { start: text.length, end: text.length }]) {
    if (tag.start > start) found.push(textLiteral(text, { start, end: tag.start }, accessBehind(before)));
    start = Math.max(start, tag.end);
    if ('tag' in tag) before = tag.tag;
  }
  return found;
}

function textLiteral(text: string, { start, end }: Span, access: Access): Literal {
  const content = text.slice(start, end);
  const write: Writer = (referent, part) => {
    const written = access(referent, content.slice(part.start, part.end));
    return written === undefined ? undefined : [{ start: start + part.start, end: start + part.end, text: written }];
  };
  return { ...asWritten(content, '', start), isRun: true, write };
}
