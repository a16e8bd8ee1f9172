import { type Value } from './values.ts';

/** How strongly operators bind what stands before them (source: the table of the `jsonata` package's parser). */
const BINDING: ReadonlyMap<string, number> = new Map([
  [':=', 10],
  ['?', 20],
  ['or', 25],
  ['and', 30],
  ...['=', '!=', '<', '<=', '>', '>=', 'in', '~>', '^', '?:', '??'].map((sign) => [sign, 40] as const),
  ...['+', '-', '&'].map((sign) => [sign, 50] as const),
  ...['*', '**', '/', '%'].map((sign) => [sign, 60] as const),
  ['{', 70],
  ['.', 75],
]);
const MINUS_SIGN = 70;

/** An operator that waits for what stands behind it. `binding`: operators that bind more belong to what stands behind it. */
export type Pending = { readonly binding: number } & (
  | { readonly kind: 'assign'; readonly variable: string | undefined }
  /** `left ~> …` */
  | { readonly kind: 'apply'; readonly left: Value | undefined }
  /** `? :`, `?:` and `??`, with the branches so far; `open`: its colon is still to come. */
  | { readonly kind: 'choice'; readonly branches: readonly (Value | undefined)[]; readonly open: boolean }
  /** None of its operands is its value; `prefix` is what a concatenation begins with. */
  | { readonly kind: 'compute'; readonly prefix: Value | undefined }
);

/** 0 for what ends an expression. */
export function bindingOf(sign: string): number {
  return BINDING.get(sign) ?? 0;
}

export function assignment(variable: string | undefined): Pending {
  return { kind: 'assign', variable, binding: bindingOf(':=') - 1 };
}

export function application(left: Value | undefined): Pending {
  return { kind: 'apply', left, binding: bindingOf('~>') };
}

/** The last branch reaches to the end of the expression. */
export function choice(branches: readonly (Value | undefined)[], open: boolean): Pending {
  return { kind: 'choice', branches, open, binding: 0 };
}

/** `isPrefix`: nothing stands before it, as before a minus sign. */
export function computation(sign: string, isPrefix: boolean, left: Value | undefined): Pending {
  const prefix = sign === '&' && left?.type === 'text' ? { ...left, complete: false } : undefined;
  return { kind: 'compute', prefix, binding: isPrefix && sign === '-' ? MINUS_SIGN : bindingOf(sign) };
}
