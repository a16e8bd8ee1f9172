import { withoutPlaceholders } from '../references/script.ts';
import { literalsOfCode } from './code.ts';
import { type Literal } from './literal.ts';

/** What a function of Node-RED's library begins with. */
const LIBRARY_HEADER = /^\s*\/\/ *(?:name|outputs|noerr|timeout|libs|initialize|finalize|info) *:/;
/** The global context as a parameter (functions of exploded flows), or in use. */
const GLOBAL_CONTEXT = /\bglobal\s*[,).]/;

/**
 * The literals of a script file; one that holds a placeholder (`${{ … }}`) is filled in before the script runs. Code of a
 * function node that lies in a file of its own reads a secret as function nodes do.
 */
export function literalsOfScript(code: string): readonly Literal[] {
  const isFunction = LIBRARY_HEADER.test(code) || GLOBAL_CONTEXT.test(code);
  return literalsOfCode(withoutPlaceholders(code), isFunction ? 'function' : 'script');
}
