import { type Reading } from '../reference.ts';
import { analyze } from './javascript/analyze.ts';
import { mentions } from './mentions.ts';

/**
 * Reads the code of a function node (`func`, `initialize`, `finalize`): what `global.get` and its kin give
 * (facts in docs/references.md), and bare accesses, which are undefined there. Whole or broken code; never throws.
 */
export function readFunctionCode(code: string): Reading {
  if (!mentions(code)) return { references: [], bare: [] };
  const { references, bare } = analyze(code, { form: 'function', bareRoots: false });
  return { references, bare };
}
