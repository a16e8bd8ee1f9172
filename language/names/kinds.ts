import { type Shape } from '../catalog.ts';
import { type Candidate } from './candidates.ts';

/** Text or JSON, as people know a secret's kind; a null or unseen leaf has none. */
function kindWord(shape: Shape): string {
  if (shape.kind === 'object' || shape.kind === 'array') return 'JSON';
  return shape.kind === 'text' ? 'text' : 'value of unknown kind';
}

/** The kinds that a name has in its spaces: nearly always one. */
export function kindsOf({ found }: Candidate): string {
  return [...new Set(found.map(({ shape }) => kindWord(shape)))].join(' or ');
}
