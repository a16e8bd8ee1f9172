import { withoutPlaceholders } from '../references/script.ts';
import { literalsOfCode } from './code.ts';
import { type Literal } from './literal.ts';

/** The literals of a script file; one that holds a placeholder (`${{ … }}`) is filled in before the script runs. */
export function literalsOfScript(code: string): readonly Literal[] {
  return literalsOfCode(withoutPlaceholders(code), 'script');
}
