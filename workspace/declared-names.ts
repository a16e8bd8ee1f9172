import { createScanner } from 'jsonc-parser';
import { type DeclaredName } from './api.ts';

/**
 * The names below `"secrets"` or `"credentials"` of a store's file. No value is looked at, the text may be torn, and depth
 * costs nothing: tokens are counted, no tree is made.
 */
export function declaredNames(text: string, holder: 'secrets' | 'credentials'): readonly DeclaredName[] {
  const scanner = createScanner(text, true);
  const names: DeclaredName[] = [];
  let depth = 0;
  let top = '';
  let last: DeclaredName | undefined;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const first = text[start];
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (first === ':' && last) {
      if (depth === 1) top = last.name;
      if (depth === 2 && top === holder) names.push(last);
    }
    last = undefined;
    if (first === '"') {
      const end = start + scanner.getTokenLength() - 1;
      const [line, character] = [scanner.getTokenStartLine(), scanner.getTokenStartCharacter() + 1];
      const range = { start: { line, character }, end: { line, character: character + end - start - 1 } };
      last = { name: scanner.getTokenValue(), start: start + 1, end, range };
    }
  }
  return names;
}
