import { contextKey, isDynamic, kindOfRoot, parseExpression } from '../expression.ts';
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

/** What `get(key)` of a context gives; undefined when it is nothing of ours. */
export function holdingOfKey(key: KeyText, level: 'global' | 'flow', span: Span): Holding | undefined {
  const offset = keyOffset(key.text, level);
  return offset === undefined ? undefined : holdingAt(key, offset, span);
}

/** What is wrong with the key of `get(key)`, if it is to name something of ours; `call` where several literals hold it. */
export function slipOfKey(key: KeyText, level: 'global' | 'flow', call: Span): BareSlip | undefined {
  const offset = key.complete ? keyOffset(key.text, level) : undefined;
  if (offset === undefined) return undefined;
  const text = key.text.slice(offset);
  const slip = slipOfExpression(text, parseExpression(text));
  if (slip === undefined) return undefined;
  const located = locate(key, slip.start + offset, slip.end + offset);
  if (located === undefined) return { ...withoutReplacement(slip), start: call.start, end: call.end };
  return escapeSlip({ ...slip, ...located.span }, { kind: 'javascript', quote: located.quote });
}

/** The same for a key in an array, where Node-RED knows neither store prefix nor `$parent`. */
export function holdingOfPlainKey(key: KeyText, span: Span): Holding | undefined {
  return holdingAt(key, 0, span);
}

/** The names of the expression from `offset` on, without the first `skip` of them. */
export function expressionNames(key: KeyText, offset = 0, skip = 0): ExpressionNames {
  const { parts } = parseExpression(key.text.slice(offset));
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

function holdingAt(key: KeyText, offset: number, span: Span): Holding | undefined {
  const { parts, fault } = parseExpression(key.text.slice(offset));
  const [root, ...rest] = parts;
  const kind = root === undefined || isDynamic(root) ? undefined : kindOfRoot(root.name);
  if (root === undefined || kind === undefined || isDynamic(root)) return undefined;
  if (rest.length === 0 && key.complete && fault !== undefined) return undefined;
  const place = inString(locate(key, offset, offset)?.quote ?? '"');
  const whole: Holding = { type: 'holding', kind, names: [], span, place };
  return extend(whole, expressionNames(key, offset, 1));
}
