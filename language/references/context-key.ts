import { type Name, type Reading, type Reference } from '../reference.ts';
import { contextKey, type ExpressionParse, isDynamic, kindOfRoot, parseExpression, type Part } from './expression.ts';
import { NOTHING, shiftReading } from './reading.ts';
import { slipOfExpression } from './slip.ts';

/** What a reader knows of the place that holds a context key. */
export type ReferenceContext = Pick<Reference, 'access' | 'effect' | 'form' | 'place' | 'prints'>;

/** The names behind `SECRETS` or `CREDENTIALS`, up to the first computed part. */
interface Target {
  readonly kind: Reference['kind'];
  readonly names: readonly Name[];
  readonly dynamic?: 'key' | 'path';
}

/** Deeper than any secret: what lies below is not followed. */
const MAX_NAMES = 32;

/** What a context key (typed input, mustache tag) names, store prefix included, and what is wrong with it. */
export function readContextKey(text: string, common: ReferenceContext): Reading {
  const { offset } = contextKey(text);
  const key = text.slice(offset);
  const parse = parseExpression(key);
  const reference = referenceOf(key, parse, common);
  const slip = slipOfExpression(key, parse);
  if (reference === undefined && slip === undefined) return NOTHING;
  const references = reference === undefined ? [] : [reference];
  const slips = slip === undefined ? [] : [{ ...slip, form: common.form }];
  return shiftReading({ references, bare: [], slips }, offset);
}

/** The reference that an expression makes; undefined when it names nothing of ours. */
function referenceOf(text: string, { parts, fault }: ExpressionParse, common: ReferenceContext): Reference | undefined {
  const target = targetOf(parts);
  const first = parts[0];
  const last = parts.at(-1);
  if (target === undefined || first === undefined || last === undefined) return undefined;
  const span = { start: first.start, end: fault === undefined ? text.length : last.end };
  const [key, ...path] = target.names;
  if (key === undefined) {
    if (target.dynamic === undefined && fault !== undefined) return undefined;
    return { ...span, ...common, kind: target.kind, path: [], dynamic: target.dynamic ?? 'whole' };
  }
  const dynamic = target.dynamic === undefined ? {} : { dynamic: target.dynamic };
  return { ...span, ...common, kind: target.kind, key, path, ...dynamic };
}

function targetOf(parts: readonly Part[]): Target | undefined {
  const [root, ...rest] = parts;
  const kind = root !== undefined && !isDynamic(root) ? kindOfRoot(root.name) : undefined;
  if (kind === undefined) return undefined;
  const names: Name[] = [];
  for (const part of rest.slice(0, MAX_NAMES)) {
    if (isDynamic(part)) return { kind, names, dynamic: names.length === 0 ? 'key' : 'path' };
    names.push(part);
  }
  return { kind, names };
}
