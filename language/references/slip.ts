import { type Enclosure, type Reference, type Slip, type Span, type WrongCase } from '../reference.ts';
import { type ExpressionParse, isDynamic, kindOfRoot } from './expression.ts';
import { mendExpression } from './mend-expression.ts';
import { escapeWithin } from './write-name.ts';

/** A slip before it is known which reader found it. */
export type BareSlip = Span &
  Pick<Slip, 'kind'> &
  (
    | { readonly type: 'invalid-expression'; readonly reason: string; readonly replacement?: string }
    | { readonly type: 'wrong-case'; readonly replacement: WrongCase['replacement']; readonly key?: string }
  );

/** Where a refused expression begins with a name of ours, whatever stands before it. */
const REFUSED_ROOT = /^[\s."'[]*(SECRETS|CREDENTIALS)(?![\w$-])/;

/** What Node-RED refuses or overlooks in a property expression that is to name something of ours. */
export function slipOfExpression(text: string, { parts, fault }: ExpressionParse): BareSlip | undefined {
  if (fault !== undefined && !fault.unfinished) {
    const kind = kindOfRoot(REFUSED_ROOT.exec(text)?.[1] ?? '');
    const { reason } = fault;
    if (kind !== undefined) {
      const replacement = mendExpression(text);
      const mended = replacement === undefined ? {} : { replacement };
      return { type: 'invalid-expression', kind, reason, start: 0, end: text.length, ...mended };
    }
  }
  const [first, second] = parts;
  if (first === undefined || isDynamic(first)) return undefined;
  const right = rightCase(first.name);
  if (right === undefined) return undefined;
  const key = second === undefined || isDynamic(second) || second.name === '' ? {} : { key: second.name };
  return { type: 'wrong-case', ...right, start: first.start, end: first.end, ...key };
}

interface RightCase {
  readonly kind: Reference['kind'];
  readonly replacement: WrongCase['replacement'];
}

/** The right name for one in the wrong case; undefined for a right one and for any other word. */
export function rightCase(name: string): RightCase | undefined {
  const replacement = name.toUpperCase();
  if (replacement === name) return undefined;
  if (replacement === 'SECRETS') return { kind: 'secret', replacement };
  return replacement === 'CREDENTIALS' ? { kind: 'credential', replacement } : undefined;
}

/** The slip of an expression in a string: what is to be written instead is escaped for it. */
export function escapeSlip<T extends BareSlip>(slip: T, enclosure: Enclosure): T {
  if (slip.type !== 'invalid-expression' || slip.replacement === undefined) return slip;
  const replacement = escapeWithin(slip.replacement, [enclosure]);
  return replacement === undefined ? withoutReplacement(slip) : { ...slip, replacement };
}

/** The slip of an expression for which nothing can be written in one place. */
export function withoutReplacement<T extends BareSlip>(slip: T): T {
  if (slip.type === 'wrong-case') return { ...slip, scattered: true };
  const rest: T & { replacement?: string } = { ...slip };
  delete rest.replacement;
  return rest;
}
