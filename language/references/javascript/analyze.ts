import { type Identifier } from 'acorn';
import { type Reading, type Reference, type Span } from '../../reference.ts';
import { Collector } from './collector.ts';
import { type Parsed, parseJavaScript } from './parse.ts';
import { scanTokens } from './scan.ts';
import { resolveScopes, type Scopes } from './scope.ts';
import { Tracer } from './trace.ts';

/** How code is read: in scripts a bare `SECRETS` is a reference, in function nodes it is undefined. */
export interface CodeKind {
  readonly form: 'function' | 'script';
  readonly bareRoots: boolean;
}

/**
 * Reads JavaScript, whole or broken. Never throws; takes time in proportion to the code.
 * @param comments is filled with the places of comments
 */
export function analyze(code: string, kind: CodeKind, comments?: Span[]): Reading {
  const parsed = parseJavaScript(code, comments);
  const traced = parsed === undefined ? undefined : trace(code, parsed, kind);
  if (parsed?.sound === true && traced !== undefined) return traced;
  const scanned = scanTokens(code, kind.form, kind.bareRoots);
  return traced === undefined ? scanned : { ...traced, references: merge(traced.references, scanned.references) };
}

/** Undefined when the code is nested too deep to walk. */
function trace(code: string, { program }: Parsed, kind: CodeKind): Reading | undefined {
  try {
    return traceProgram(code, resolveScopes(program), kind);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function traceProgram(code: string, scopes: Scopes, kind: CodeKind): Reading {
  const collector = new Collector(kind.form);
  const ours = new Tracer(code, scopes, collector).run(kind.bareRoots);
  if (!hasOtherValues(ours, scopes)) return collector.reading();
  const careful = new Collector(kind.form);
  new Tracer(code, scopes, careful, ours).run(kind.bareRoots);
  return careful.reading();
}

/** Some variable that holds something of ours gets other values as well. */
function hasOtherValues(ours: ReadonlySet<Identifier>, scopes: Scopes): boolean {
  return [...ours].some((name) => scopes.variableOf(name)?.writes.some((write) => !ours.has(write)));
}

/** What a parser made of broken code, and the finished names that it lost. */
function merge(traced: readonly Reference[], scanned: readonly Reference[]): readonly Reference[] {
  const known = new Set(traced.map((reference) => reference.key?.start));
  const lost = scanned.filter(({ key }) => key !== undefined && key.name !== '' && !known.has(key.start));
  return lost.length === 0 ? traced : [...traced, ...lost].sort((a, b) => a.start - b.start);
}
