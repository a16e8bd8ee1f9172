import { decodeJsonString, type DecodedString } from '../document/json-string.ts';
import { type Enclosure, type Span } from '../reference.ts';

/** The code of a property that stands in a header line, decoded, with its way back to the file. */
export interface HeaderCode extends Span, Pick<DecodedString, 'text' | 'toSource'> {
  readonly enclosure: Enclosure;
  readonly property: 'initialize' | 'finalize';
}

/** How the code of a header is read. */
export const HEADER_READERS = { initialize: 'startup-function', finalize: 'function' } as const;

const HEADER_LINE = /\/\/ (\w+): ([^\n]*?)\r?(?:\n|$)/y;

/**
 * The code in the lines that Node-RED's library writes above a function: `// initialize: …` and `// finalize: …`, with `\n` for a
 * line end and `\\` for a backslash (source: Node-RED 3 to 5, runtime/lib/storage/localfilesystem/library.js). The first line is
 * the function's name: any other comment that looks like one of these is prose.
 */
export function headerCodeOf(script: string): readonly HeaderCode[] {
  if (!script.startsWith('// name: ')) return [];
  const found: HeaderCode[] = [];
  HEADER_LINE.lastIndex = 0;
  for (let line = HEADER_LINE.exec(script); line !== null; line = HEADER_LINE.exec(script)) {
    const [, property, raw = ''] = line;
    if (property !== 'initialize' && property !== 'finalize') continue;
    const start = line.index + `// ${property}: `.length;
    const end = start + raw.length;
    found.push({ ...decodeJsonString(script, start, end), start, end, enclosure: { kind: 'header-line' }, property });
  }
  return found;
}
