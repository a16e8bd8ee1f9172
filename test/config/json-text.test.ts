import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { isDeeperThan } from '../../config/json-text.ts';

/** The same asked of the parser's own scanner. */
function isDeeperByScanner(text: string, levels: number): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const character = text[scanner.getTokenOffset()];
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth > levels) return true;
  }
  return false;
}

describe('the depth of JSON', () => {
  it('is what the parser finds, in torn strings and comments too', () => {
    const pieces = [
      '"',
      '\\',
      '[',
      '{',
      ']',
      '}',
      '/',
      '*',
      '\n',
      '\r',
      'a',
      'u',
      '0',
      ' ',
      '\u2028',
      '//',
      '/*',
      '*/',
    ];
    const texts = fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 4 }), (text, levels) => {
        assert.equal(isDeeperThan(text, levels), isDeeperByScanner(text, levels));
      }),
      { numRuns: 2000 },
    );
  });
});
