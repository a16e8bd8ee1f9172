import { type Reading } from '../reference.ts';
import { analyze } from './javascript/analyze.ts';
import { mayMisnameKey, mentions } from './mentions.ts';
import { NOTHING } from './reading.ts';

/**
 * Reads the code of a function node (`func`, `initialize`, `finalize`): what `global.get` and its kin give
 * (facts in docs/references.md), and bare accesses, which are undefined there. Whole or broken code; never throws.
 */
export function readFunctionCode(code: string): Reading {
  if (!mentions(code) && !mayMisnameKey(code)) return NOTHING;
  return analyze(code, { form: 'function', bareRoots: false });
}
