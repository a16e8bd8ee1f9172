import { type Identifier } from 'acorn';
import { type Reading } from '../../reference.ts';
import { Collector } from './collector.ts';
import { type Parsed, parseJavaScript } from './parse.ts';
import { resolveScopes, type Scopes } from './scope.ts';
import { Tracer } from './trace.ts';

/** How code is read: in scripts a bare `SECRETS` is a reference, in function nodes it is undefined. */
export interface CodeKind {
  readonly form: 'function' | 'script';
  readonly bareRoots: boolean;
}

export const NOTHING: Reading = { references: [], bare: [] };

/** Reads JavaScript, whole or broken. Never throws; takes time in proportion to the code. */
export function analyze(code: string, kind: CodeKind): Reading {
  const parsed = parseJavaScript(code);
  if (parsed === undefined) return NOTHING;
  try {
    return traceProgram(code, parsed, kind);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return NOTHING; // nested too deep to walk
  }
}

function traceProgram(code: string, { program }: Parsed, kind: CodeKind): Reading {
  const scopes = resolveScopes(program);
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
