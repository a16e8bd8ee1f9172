import { type Node } from 'jsonc-parser';
import { type DecodedString } from '../document/json-string.ts';
import { type Span } from '../reference.ts';
import { propertyOf, textOf } from '../references/json-tree.ts';
import { isJson } from '../references/parse-json.ts';
import { type Referent, writeAccess } from '../references/write-access.ts';
import { accessInJsonata, literalsOfJsonata } from './jsonata.ts';
import { asWritten, type Edit, embedLiteral, type Literal, type Writer } from './literal.ts';

/** What a typed input can be turned into. */
type TypeName = 'global' | 'jsonata';

const NO_TEXT = 'The value is no text: its type says that it is read in another way.';
const NO_PART = 'A part of this value can’t be read from a secret: make the whole value one.';

/**
 * The literals of a typed input's value, with offsets of the node's text. A reference there changes the type beside it:
 * texts, numbers and whole JSON values become a `global` name; a part of a text, or a string inside JSON, makes it a JSONata expression.
 * @param type the sibling property that holds the type
 */
export function typedLiterals(
  decoded: DecodedString,
  type: Node | undefined,
  takes: readonly TypeName[],
  holder: Node | undefined,
): readonly Literal[] {
  const { text, toSource } = decoded;
  const inner = innerLiterals(text, textOf(type), takes);
  const name = nameOf(holder);
  return inner.map(({ literal, becomes }) => {
    const placed = embedLiteral(literal, { toSource, enclosure: { kind: 'json' } });
    const typed = becomes === undefined ? placed : withType(placed, type, becomes);
    return typed.name === undefined && name !== undefined ? { ...typed, name } : typed;
  });
}

/** A literal of the value itself, and what the type has to become when a part of it goes. */
interface Inner {
  readonly literal: Literal;
  readonly becomes?: (part: Span) => TypeName;
}

function innerLiterals(text: string, type: string | undefined, takes: readonly TypeName[]): readonly Inner[] {
  switch (type) {
    case 'jsonata':
      return literalsOfJsonata(text).map((literal) => ({ literal }));
    case 'json': {
      // A JSON value is a JSONata expression as it is.
      const canBe = takes.includes('jsonata') && isJson(text);
      const becomes = (): TypeName => 'jsonata';
      const strings = literalsOfJsonata(text).map((literal) =>
        canBe ? { literal, becomes } : { literal: { ...literal, write: NO_PART } },
      );
      return isTree(text) ? [treeLiteral(text, takes), ...strings] : strings;
    }
    case 'str':
    case 'num':
      return [textLiteral(text, type, takes)];
    default:
      return [{ literal: asWritten(text, NO_TEXT) }];
  }
}

function textLiteral(text: string, type: 'str' | 'num', takes: readonly TypeName[]): Inner {
  const becomes = ({ start, end }: Span): TypeName =>
    start === 0 && end === text.length && takes.includes('global') ? 'global' : 'jsonata';
  const write: Writer = (referent, part) => {
    if (becomes(part) === 'global') return replaced(part, writeAccess(referent, 'expression', []));
    if (!takes.includes('jsonata')) return undefined;
    if (part.start === 0 && part.end === text.length) return replaced(part, accessInJsonata(referent));
    return type === 'str' ? asExpression(text, part, referent) : undefined;
  };
  return { literal: { ...asWritten(text, NO_PART), ...(type === 'num' && { isJson: true }), write }, becomes };
}

/** An object or array: all of it is replaced, as a number is. */
function treeLiteral(text: string, takes: readonly TypeName[]): Inner {
  const { literal, becomes } = textLiteral(text, 'num', takes);
  return { literal: { ...literal, isTree: true }, ...(becomes && { becomes }) };
}

/** A text as a JSONata string: its quotes and backslashes are escaped where they stand. */
function asExpression(text: string, part: Span, referent: Referent): readonly Edit[] | undefined {
  const access = accessInJsonata(referent);
  if (access === undefined) return undefined;
  const isFirst = part.start === 0;
  const isLast = part.end === text.length;
  const escapes = Array.from(text.matchAll(/["\\]/g), ({ index }) => index)
    .filter((index) => index < part.start || index >= part.end)
    .map((index) => ({ start: index, end: index, text: '\\' }));
  return [
    ...(isFirst ? [] : [{ start: 0, end: 0, text: '"' }]),
    ...escapes,
    { ...part, text: `${isFirst ? '' : '" & '}${access}${isLast ? '' : ' & "'}` },
    ...(isLast ? [] : [{ start: text.length, end: text.length, text: '"' }]),
  ];
}

function replaced(part: Span, text: string | undefined): readonly Edit[] | undefined {
  return text === undefined ? undefined : [{ ...part, text }];
}

/** The literal, with the type changed whenever a reference is written. */
function withType(literal: Literal, type: Node | undefined, becomes: (part: Span) => TypeName): Literal {
  const { write } = literal;
  if (typeof write === 'string' || type === undefined) return literal;
  return {
    ...literal,
    write: (referent, part) => {
      const edits = write(referent, part);
      const { offset, length } = type;
      return edits && [...edits, { start: offset, end: offset + length, text: `"${becomes(part)}"` }];
    },
  };
}

/** `{ "p": "headers.apiKey", "to": "…" }` is about the last part of what it sets, an environment variable about its name. */
function nameOf(holder: Node | undefined): string | undefined {
  const isNode = propertyOf(holder, 'id') !== undefined;
  const name = textOf(propertyOf(holder, 'p')) ?? (isNode ? undefined : textOf(propertyOf(holder, 'name')));
  return /[^.[\]"']+(?=["'\]]*$)/.exec(name ?? '')?.[0];
}

function isTree(text: string): boolean {
  return /^\s*[[{]\s*[^\s\]}]/.test(text) && isJson(text);
}
