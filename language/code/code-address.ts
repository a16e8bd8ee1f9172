import { type CodeReader } from './code.ts';
import { type CodeId } from './flow-code.ts';

/** The scheme of addresses under which a node's code is opened in an editor of its own. */
export const CODE_SCHEME = 'flow-code';

/** Which code a code editor shows. */
export interface CodeAddress extends CodeId {
  /** The path of the flow file's address, with `/`. */
  readonly flow: string;
  readonly reader: CodeReader;
  /** `Ingest › fetch token`, as it was when the editor was opened. */
  readonly title: string;
}

const READERS: ReadonlySet<string> = new Set<CodeReader>([
  'function',
  'startup-function',
  'jsonata',
  'startup-jsonata',
  'mustache',
  'message-mustache',
  'literal',
  'looks',
]);
const MAX_TITLE = 80;

/**
 * The path and query of a code editor's address. Its last part is what the editor's tab shows, with the ending of the
 * language; node and property name the code, whatever becomes of the title.
 */
export function addressOfCode(
  { flow, node, property, reader, title }: CodeAddress,
  ending: string,
): { readonly path: string; readonly query: string } {
  const name = `${wellFormed(fileName(title).slice(0, MAX_TITLE))}.${ending}`;
  return {
    path: [flow, segment(node), segment(property), name].join('/'),
    query: reader,
  };
}

/** The way back; undefined for the address of anything else. */
export function parseCodeAddress(path: string, query: string): CodeAddress | undefined {
  const [, flow, node, property, title] = /^(.*\.json)\/([^/]+)\/([^/]+)\/([^/]+)\.[a-z]+$/is.exec(path) ?? [];
  if (flow === undefined || node === undefined || property === undefined || title === undefined) return undefined;
  if (!isReader(query)) return undefined;
  try {
    return { flow, node: decodeURIComponent(node), property: decodeURIComponent(property), reader: query, title };
  } catch {
    return undefined;
  }
}

function isReader(text: string): text is CodeReader {
  return READERS.has(text);
}

/** A title as the name of a file: a slash would begin a folder. */
function fileName(title: string): string {
  return (
    title
      .replaceAll('/', '∕')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim() || 'code'
  );
}

/** A name as one part of a path; `.` and `..` would lead elsewhere. */
function segment(name: string): string {
  return encodeURIComponent(wellFormed(name)).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'));
}

/** An address is UTF-8, which has no lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
