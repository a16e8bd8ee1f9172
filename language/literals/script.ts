import { headerCodeOf } from '../references/library-header.ts';
import { withoutPlaceholders } from '../references/script.ts';
import { literalsOfCode } from './code.ts';
import { embedLiteral, type Literal } from './literal.ts';

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
  const literals = literalsOfCode(withoutPlaceholders(code), isFunction ? 'function' : 'script');
  const header = headerCodeOf(code);
  if (header.length === 0) return literals;
  // A line of the header that is code is a comment in the file.
  const others = literals.filter(({ start, end }) => !header.some((field) => start <= field.start && field.end <= end));
  const inHeader = header.flatMap((field) =>
    literalsOfCode(field.text, 'function').map((literal) => embedLiteral(literal, field)),
  );
  return [...inHeader, ...others];
}
