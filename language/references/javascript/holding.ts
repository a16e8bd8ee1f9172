import { contextKey, type ExpressionParse, isDynamic, kindOfRoot, parseExpression } from '../expression.ts';
import { type Span } from '../../reference.ts';
import { type BareSlip, escapeSlip, slipOfExpression, withoutReplacement } from '../slip.ts';
import { type KeyText, locate } from './key-text.ts';
import { type Holding, inString, MAX_NAMES, type PlacedName } from './value.ts';

const PARENT = '$parent.';

/** The names that a property expression in a string gives, up to what is computed. */
export interface ExpressionNames {
  readonly names: readonly PlacedName[];
  readonly dynamic: boolean;
}

export const COMPUTED: ExpressionNames = { names: [], dynamic: true };

/** A holding with more names below it. */
export function extend(holding: Holding, { names, dynamic }: ExpressionNames, span = holding.span): Holding {
  const all = [...holding.names, ...names];
  const extended = { ...holding, names: all, span: holding.names.length === 0 ? span : holding.span };
  return dynamic ? { ...extended, dynamic: all.length === 0 ? 'key' : 'path' } : extended;
}

/** The property expression of a key, which begins at `offset`: parsed once for what it gives and for what is wrong with it. */
interface ParsedKey {
  readonly key: KeyText;
  readonly offset: number;
  readonly parse: ExpressionParse;
}

/** A key as it stands: in an array Node-RED knows neither store prefix nor `$parent`. */
export function plainKey(key: KeyText, offset = 0): ParsedKey {
  return { key, offset, parse: parseExpression(key.text.slice(offset)) };
}

/** The key of `get(key)` of a context; undefined when it leads nowhere in the global context. */
export function keyOfContext(key: KeyText, level: 'global' | 'flow'): ParsedKey | undefined {
  const offset = keyOffset(key.text, level);
  return offset === undefined ? undefined : plainKey(key, offset);
}

/** What is wrong with a key, if it is to name something of ours; `call` where several literals hold it. */
export function slipOfKey({ key, offset, parse }: ParsedKey, call: Span): BareSlip | undefined {
  const slip = key.complete ? slipOfExpression(key.text.slice(offset), parse) : undefined;
  if (slip === undefined) return undefined;
  const located = locate(key, slip.start + offset, slip.end + offset);
  if (located === undefined) return { ...withoutReplacement(slip), start: call.start, end: call.end };
  return escapeSlip({ ...slip, ...located.span }, { kind: 'javascript', quote: located.quote });
}

/** The names of a key without the first `skip` of them. */
export function expressionNames({ key, offset, parse: { parts } }: ParsedKey, skip = 0): ExpressionNames {
  // What is computed may go on with the last name, unless a bracket follows it.
  const known = key.complete || /[[\]]$/.test(key.text) ? parts : parts.slice(0, -1);
  const names: PlacedName[] = [];
  for (const part of known.slice(skip, skip + MAX_NAMES)) {
    const located = isDynamic(part) ? undefined : locate(key, part.start + offset, part.end + offset);
    if (located === undefined || isDynamic(part)) return { names, dynamic: true };
    const { span, quote } = located;
    names.push({ name: part.name, notation: part.notation, ...span, place: inString(quote) });
  }
  return { names, dynamic: !key.complete };
}

/** Where the key begins: behind the store prefix, and in a flow's context behind each `$parent.`, which leads to global. */
function keyOffset(text: string, level: 'global' | 'flow'): number | undefined {
  const { offset } = contextKey(text);
  if (level === 'global') return offset;
  let start = offset;
  while (text.startsWith(PARENT, start)) start += PARENT.length;
  return start === offset ? undefined : start;
}

/** What a key gives; undefined when it is nothing of ours. */
export function holdingOfKey(parsed: ParsedKey, span: Span): Holding | undefined {
  const { key, offset, parse } = parsed;
  const [root, another] = parse.parts;
  const kind = root === undefined || isDynamic(root) ? undefined : kindOfRoot(root.name);
  if (kind === undefined) return undefined;
  if (another === undefined && key.complete && parse.fault !== undefined) return undefined;
  const place = inString(locate(key, offset, offset)?.quote ?? '"');
  const whole: Holding = { type: 'holding', kind, names: [], span, place };
  return extend(whole, expressionNames(parsed, 1));
}
