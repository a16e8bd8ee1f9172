/** What a tag does: its first character, `name` for a plain one. */
type TagType = 'name' | '#' | '^' | '/' | '>' | '{' | '&' | '=' | '!';

export interface MustacheTag {
  readonly type: TagType;
  /** Offset of the opening delimiter. */
  readonly open: number;
  /** Offset behind the delimiter, where the type character belongs. */
  readonly inside: number;
  /** What stands in the tag without its type character and the white space around it. */
  readonly content: string;
  /** Offset of the content in the template. */
  readonly start: number;
  /** False when the tag has no end; its content is then what may belong to it. */
  readonly closed: boolean;
  /** Offset behind the tag, its closing delimiter included. */
  readonly end: number;
  /** In which the tag stands. */
  readonly delimiters: Delimiters;
}

export type Dialect = 'mustache' | 'handlebars';

/** `{{` and `}}`, or what a set-delimiter tag says. */
interface Delimiters {
  readonly open: string;
  readonly close: string;
}

const TYPES = new Set('#^/>{&=!');

/** Longer than any tag that names a secret: one whose end is farther away was never closed. */
const MAX_LENGTH = 1000;

/** A template with more is generated: reading on would keep everything else waiting. */
const MAX_TAGS = 100_000;

/** How far a tag without an end may reach: one expression, or what Handlebars may have on the line. */
const UNCLOSED_CONTENT: Record<Dialect, RegExp> = {
  mustache: /(?:[^\s<>{}&|()"'`[\],;]|\[(?:"[^"\n]*"?|'[^'\n]*'?|[\w.]*)\]?)*/y,
  handlebars: /[^{}\r\n]{0,1000}/y,
};

/**
 * The tags of a mustache template as mustache.js reads them, changed delimiters included; where mustache.js would give up
 * (a tag without an end) it goes on behind what was typed. Linear in the length of the template.
 * In the dialect of Handlebars `\{{` is text, `{{!-- --}}` a comment that may hold tags, and `~` trims white space.
 */
export function* scanMustache(template: string, dialect: Dialect = 'mustache'): Generator<MustacheTag> {
  const search = new ForwardSearch(template);
  let delimiters: Delimiters = { open: '{{', close: '}}' };
  let position = 0;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    const open = template.indexOf(delimiters.open, position);
    if (open < 0) return;
    const skipped = dialect === 'handlebars' ? behindText(template, open, search) : undefined;
    if (skipped !== undefined) {
      position = skipped;
      continue;
    }
    const inside = skipTrim(template, open + delimiters.open.length, dialect);
    const [type, start] = beginning(template, inside);
    const close = search.next(delimiters.close, start);
    const closed = isClosed(template, start, close, type, delimiters);
    const end = closed ? contentEnd(template, start, close, type, dialect) : unclosedEnd(template, start, dialect);
    const content = template.slice(start, end);
    position = closed ? behind(template, close, type, delimiters) : Math.max(end, open + delimiters.open.length);
    yield { type, open, inside, content, start, closed, end: position, delimiters };
    if (type === '=' && closed) delimiters = newDelimiters(content) ?? delimiters;
  }
}

/** Searches that only go forward: what was found for one tag serves the next ones too, so they cost one pass in all. */
class ForwardSearch {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The next place of `searched`, the text's length when there is none. */
  next(searched: string, from: number): number {
    const known = this.#found.get(searched);
    if (known !== undefined && known >= from) return known;
    const index = this.#text.indexOf(searched, from);
    const found = index < 0 ? this.#text.length : index;
    this.#found.set(searched, found);
    return found;
  }
}

/** The offset behind an escaped tag (`\{{`) or a long comment that begins here. */
function behindText(template: string, open: number, search: ForwardSearch): number | undefined {
  let before = open;
  while (template[before - 1] === '\\') before--;
  if ((open - before) % 2 === 1) return open + 2;
  const comment = template.startsWith('{{~', open) ? open + 3 : open + 2;
  if (!template.startsWith('!--', comment)) return undefined;
  const end = Math.min(search.next('--}}', comment + 3), search.next('--~}}', comment + 3));
  return end < template.length ? end + 4 : undefined;
}

function skipTrim(template: string, from: number, dialect: Dialect): number {
  return dialect === 'handlebars' && template[from] === '~' ? from + 1 : from;
}

function beginning(template: string, from: number): [type: TagType, start: number] {
  const at = skipSpace(template, from);
  const character = template.charAt(at);
  return TYPES.has(character) ? [character as TagType, skipSpace(template, at + 1)] : ['name', at];
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text, at)) at++;
  return at;
}

/** No name holds an opening delimiter: where one stands before the end that was found, that end is a later tag's. */
function isClosed(template: string, start: number, close: number, type: TagType, { open }: Delimiters): boolean {
  if (close >= template.length) return false;
  if (type === '!' || type === '=') return true;
  return close - start <= MAX_LENGTH && !template.slice(start, Math.max(start, close)).includes(open);
}

function contentEnd(template: string, start: number, close: number, type: TagType, dialect: Dialect): number {
  let end = Math.max(start, close);
  if (type === '{' && template[end - 1] === '}') end--;
  if (type === '=' && template[end - 1] === '=') end--;
  if (dialect === 'handlebars' && template[end - 1] === '~') end--;
  while (end > start && isSpace(template, end - 1)) end--;
  return Math.max(start, end);
}

/** The offset behind a tag; `{{{name}}}` ends one brace later than the first `}}`. */
function behind(template: string, close: number, type: TagType, delimiters: Delimiters): number {
  const end = close + delimiters.close.length;
  return type === '{' && delimiters.close === '}}' && template[end] === '}' ? end + 1 : end;
}

function unclosedEnd(template: string, start: number, dialect: Dialect): number {
  const content = UNCLOSED_CONTENT[dialect];
  content.lastIndex = start;
  return start + (content.exec(template)?.[0].length ?? 0);
}

function newDelimiters(content: string): Delimiters | undefined {
  const [open, close, ...more] = content.split(/\s+/);
  if (open === undefined || close === undefined || open === '' || close === '' || more.length > 0) return undefined;
  return { open, close };
}
