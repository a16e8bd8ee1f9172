import { type Span } from '../reference.ts';
import { Lexer, type Token } from '../references/jsonata/lexer.ts';
import { type Referent, writeAccess } from '../references/write-access.ts';
import { type Edit, type Literal, type Writer } from './literal.ts';

type StringToken = Token & { readonly kind: 'string' };

const TORN = 'The string is not closed: mend the expression first.';

/** The string literals of a JSONata expression (JSON text is one too). Never throws; one pass over the text. */
export function literalsOfJsonata(expression: string): readonly Literal[] {
  const lexer = new Lexer(expression);
  const found: Literal[] = [];
  const before: Token[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (token.kind === 'string') found.push(literalOf(token, nameBefore(before)));
    before.push(token);
    if (before.length > 2) before.shift();
  }
  return found;
}

/** How a secret is read in JSONata. Undefined for a name that can't be written. */
export function accessInJsonata(referent: Referent, quote: '"' | "'" = '"'): string | undefined {
  const path = writeAccess(referent, 'expression', [{ kind: 'jsonata', quote }]);
  return path === undefined ? undefined : `$globalContext(${quote}${path}${quote})`;
}

function literalOf(token: StringToken, name: string | undefined): Literal {
  const { inner, decoded, quote, start, end } = token;
  const write: Writer = (referent, part) => {
    const access = accessInJsonata(referent, quote);
    return access === undefined ? undefined : replaced(token, part, access);
  };
  return {
    ...inner,
    outer: { start, end },
    text: decoded.text,
    toSource: decoded.toSource,
    within: [{ kind: 'jsonata', quote }],
    ...(name !== undefined && { name }),
    write: end > inner.end ? write : TORN,
  };
}

/** The part goes; what is left of the string is joined with `&`, in parentheses as it was one operand. */
function replaced({ start, end, quote, decoded }: StringToken, part: Span, access: string): readonly Edit[] {
  const isFirst = part.start === 0;
  const isLast = part.end === decoded.text.length;
  if (isFirst && isLast) return [{ start, end, text: access }];
  const from = isFirst ? start : decoded.toSource(part.start);
  const to = isLast ? end : decoded.toSource(part.end);
  const before = isFirst ? '(' : `${quote} & `;
  const after = isLast ? ')' : ` & ${quote}`;
  return [
    ...(isFirst ? [] : [{ start, end: start, text: '(' }]),
    { start: from, end: to, text: `${before}${access}${after}` },
    ...(isLast ? [] : [{ start: end, end, text: ')' }]),
  ];
}

/** `"password": "…"`, `$password := "…"` */
function nameBefore([name, sign]: readonly Token[]): string | undefined {
  if (name === undefined || sign?.kind !== 'operator' || (sign.value !== ':' && sign.value !== ':=')) return undefined;
  return name.kind === 'string' || name.kind === 'name' || name.kind === 'variable' ? name.value : undefined;
}
