import { type Enclosure, type Notation, type Place, type Syntax } from '../reference.ts';

export interface WrittenName {
  /** What replaces the name's span, escaped for every string around it. */
  readonly text: string;
  /** True when `text` is a bracket access: the dot before the name has to be replaced with it. */
  readonly needsBrackets: boolean;
}

type Quote = '"' | "'" | '`';

/**
 * How `name` is written in a place: the one answer for quick fixes, completion and rename.
 * `local` is for the shorthand of an object pattern: the variable that has to keep its name.
 * Undefined when the place has no way to write it (a quote where the grammar knows no escape).
 */
export function writeName(name: string, notation: Notation, place: Place, local?: string): WrittenName | undefined {
  const written = inGrammar(name, notation, place, local);
  if (written === undefined) return undefined;
  const text = escapeWithin(written.text, place.within);
  return text === undefined ? undefined : { text, needsBrackets: written.needsBrackets };
}

/** Text of a place's grammar, escaped for the strings around it, innermost first. Undefined where one has no escape for it. */
export function escapeWithin(text: string, within: readonly Enclosure[]): string | undefined {
  let escaped: string | undefined = text;
  for (const enclosure of within) escaped = escaped === undefined ? undefined : escapeFor(escaped, enclosure);
  return escaped;
}

function inGrammar(name: string, notation: Notation, place: Place, local?: string): WrittenName | undefined {
  switch (notation.kind) {
    case 'dot':
      return afterDot(name, place);
    case 'quoted':
      return bare(inQuotes(name, notation.quote, place.syntax));
    case 'index':
      return bare(isIndex(name) ? name : withQuotes(name, place));
    case 'property':
      return bare(notation.shorthand ? shorthand(name, place, local) : propertyKey(name, place));
  }
}

function bare(text: string | undefined): WrittenName | undefined {
  return text === undefined ? undefined : { text, needsBrackets: false };
}

function afterDot(name: string, place: Place): WrittenName | undefined {
  if (DOT_NAME[place.syntax].test(name) && isDotWord(name, place.syntax)) return bare(name);
  switch (place.syntax) {
    case 'plain':
    case 'mustache': // a name inside a section is looked up by mustache itself, which knows no brackets
      return undefined;
    case 'jsonata':
      return bare(withQuotes(name, place));
    case 'expression':
    case 'javascript':
    case 'template': {
      const quoted = withQuotes(name, place);
      return quoted === undefined ? undefined : { text: `[${quoted}]`, needsBrackets: true };
    }
  }
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** The names that need no quotes after a dot. */
const DOT_NAME: Record<Syntax, RegExp> = {
  // @node-red/util, normalisePropertyExpression; white space is refused whole, not only the blank
  expression: /^[A-Za-z0-9$_][^.[\]"'`\s\p{Cc}\p{Cs}]*$/u,
  javascript: IDENTIFIER,
  jsonata: /^[\p{L}_][\p{L}\p{N}_]*$/u,
  mustache: /^[^.\s{}[\]"'#^/>&!=|]+$/u,
  template: IDENTIFIER,
  plain: /^/,
};

const JSONATA_WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** Words of the right letters that mean something else in a grammar. */
function isDotWord(name: string, syntax: Syntax): boolean {
  if (syntax === 'jsonata') return !JSONATA_WORDS.has(name);
  // Digits alone become a number: `01` would be read as 1.
  if (syntax === 'expression') return !/^\d+$/.test(name) || isIndex(name);
  return true;
}

function isIndex(name: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(name);
}

/** The name with quotes around it: the quotes that need no escape in the string around the place, if the name allows. */
function withQuotes(name: string, place: Place): string | undefined {
  if (place.syntax === 'jsonata') return quoted(name, '`', place.syntax);
  const around = place.within[0];
  const singleFirst = around !== undefined && 'quote' in around && around.quote === '"';
  const [first, second]: readonly [Quote, Quote] = singleFirst ? ["'", '"'] : ['"', "'"];
  if (name.includes(first) && !name.includes(second)) return quoted(name, second, place.syntax);
  return quoted(name, first, place.syntax);
}

function quoted(name: string, quote: Quote, syntax: Syntax): string | undefined {
  const inner = inQuotes(name, quote, syntax);
  return inner === undefined ? undefined : `${quote}${inner}${quote}`;
}

const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** What stands between the quotes of a name. */
function inQuotes(name: string, quote: Quote, syntax: Syntax): string | undefined {
  switch (syntax) {
    case 'javascript':
      return escapeJavascript(name, quote);
    case 'jsonata':
      return quote === '`' ? unescaped(name, quote) : escapeJsonata(name, quote);
    case 'expression': // property expressions have no escapes, and behind a store prefix they end with the line
      return name === '' || LINE_BREAK.test(name) ? undefined : unescaped(name, quote);
    case 'mustache':
    case 'template':
      return /[\\{}]/.test(name) ? undefined : unescaped(name, quote);
    case 'plain':
      return name;
  }
}

function unescaped(name: string, quote: Quote): string | undefined {
  return name.includes(quote) ? undefined : name;
}

function propertyKey(name: string, place: Place): string | undefined {
  return IDENTIFIER.test(name) ? name : withQuotes(name, place);
}

/** `{ NAME }` of an object pattern: another key keeps the local variable's name. */
function shorthand(name: string, place: Place, local?: string): string | undefined {
  if (name === local || (local === undefined && canBeVariable(name))) return name;
  const key = propertyKey(name, place);
  return key === undefined ? undefined : `${key}: ${local ?? variableFor(name)}`;
}

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

function canBeVariable(name: string): boolean {
  return IDENTIFIER.test(name) && !RESERVED.has(name);
}

function variableFor(name: string): string {
  const words = name.replace(/[^A-Za-z0-9_$]+/g, '_');
  return canBeVariable(words) ? words : `_${words}`;
}

/** Text that goes into a string literal, escaped for it; undefined when the literal has no escape for it. */
function escapeFor(text: string, enclosure: Enclosure): string | undefined {
  switch (enclosure.kind) {
    case 'javascript':
      return escapeJavascript(text, enclosure.quote);
    case 'jsonata':
      return enclosure.quote === '`' ? unescaped(text, '`') : escapeJsonata(text, enclosure.quote);
    case 'json':
      return JSON.stringify(text).slice(1, -1);
    case 'header-line':
      return text.includes('\r') ? undefined : text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
    case 'yaml':
      return escapeYaml(text, enclosure.style ?? 'block');
  }
}

const CONTROL_OR_SURROGATE = /[\p{Cc}\u2028\u2029\p{Cs}]/gu;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapeJavascript(text: string, quote: Quote): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  const literal = quote === '`' ? escaped.replaceAll('${', '\\${') : escaped;
  return literal.replace(CONTROL_OR_SURROGATE, unicodeEscape);
}

/** JSONata knows JSON's escapes only, so a single quote is written as a code. */
function escapeJsonata(text: string, quote: '"' | "'"): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, quote === '"' ? '\\"' : '\\u0027')
    .replace(CONTROL_OR_SURROGATE, unicodeEscape);
}

function escapeYaml(text: string, style: 'plain' | 'single' | 'double' | 'block'): string | undefined {
  if (style === 'double') return JSON.stringify(text).slice(1, -1);
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) return undefined;
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'plain' && !isPlainYaml(text) ? undefined : text;
}

/** A plain scalar ends at `: ` and ` #`; an indicator first, a number or a word makes something else of it. */
function isPlainYaml(text: string): boolean {
  const other = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;
  return /^[^\s\-?:,[\]{}#&*!|>'"%@`+.\d]/.test(text) && !/: | #|:$|\s$/.test(text) && !other.test(text);
}
