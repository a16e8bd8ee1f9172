import { fileURLToPath, pathToFileURL } from 'node:url';
import { CODE_SCHEME, parseCodeAddress } from '../language/code/code-address.ts';
import { type EmbeddedCode } from '../language/code/embedded-text.ts';

/** The absolute path of a `file:` address; undefined for any other scheme and for an address that is none. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** What a code editor's address says. */
export interface CodeFile {
  /** Absolute path of the flow file. */
  readonly flow: string;
  /** A path that no file has: the flow file's, the node and the property. */
  readonly file: string;
  readonly code: EmbeddedCode;
}

/** Which code a `flow-code:` address shows; undefined for any other address. */
export function codeOfUri(uri: string): CodeFile | undefined {
  if (!uri.startsWith(`${CODE_SCHEME}:`)) return undefined;
  try {
    const { host, pathname, search } = new URL(uri);
    const address = parseCodeAddress(decodeURIComponent(pathname), decodeURIComponent(search.slice(1)));
    if (!address) return undefined;
    const { node: nodeId, property, reader, title } = address;
    const flow = fileURLToPath(`file://${host}${encodeURI(address.flow).replace(/[?#]/g, encodeURIComponent)}`);
    const node = title.endsWith(` › ${property}`) ? title.slice(0, -property.length - 3) : title;
    return { flow, file: `${flow}/${nodeId}/${property}`, code: { property, reader, site: { node, nodeId } } };
  } catch {
    return undefined;
  }
}
