import * as vscode from 'vscode';
import { addressOfCode, CODE_SCHEME, type CodeAddress, parseCodeAddress } from '../../language/code/code-address.ts';
import { type CodeReader } from '../../language/code/code.ts';
import { type CodePlaceState } from '../../server/protocol.ts';

/** What a code editor shows: the flow file's address, the node and the property. */
export interface CodeOfFlow {
  readonly flow: vscode.Uri;
  readonly node: string;
  readonly property: string;
  readonly reader: CodeReader;
  readonly title: string;
}

/** The address of a code editor; one that is open for the same code already keeps its own. */
export function codeUri(flow: vscode.Uri, place: CodePlaceState): vscode.Uri {
  const open = vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && shows(uri, flow, place));
  if (open) return open.uri;
  const { node, property, title, ending } = place;
  const address: CodeAddress = { flow: flow.path, node, property, title, reader: place.reader as CodeReader };
  return flow.with({ scheme: CODE_SCHEME, ...addressOfCode(address, ending) });
}

/** What a code editor's address says; undefined for any other address. */
export function codeOf(uri: vscode.Uri): CodeOfFlow | undefined {
  if (uri.scheme !== CODE_SCHEME) return undefined;
  const address = parseCodeAddress(uri.path, uri.query);
  return address && { ...address, flow: uri.with({ scheme: 'file', path: address.flow, query: '' }) };
}

/** The flow file of a code editor; any other address is its own. */
export function flowOf(uri: vscode.Uri): vscode.Uri {
  return codeOf(uri)?.flow ?? uri;
}

/** The code editors that are open. */
export function openCodes(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments
    .filter(({ uri, isClosed }) => uri.scheme === CODE_SCHEME && !isClosed)
    .map(({ uri }) => uri);
}

function shows(uri: vscode.Uri, flow: vscode.Uri, place: CodePlaceState): boolean {
  const code = codeOf(uri);
  return code?.flow.path === flow.path && code.node === place.node && code.property === place.property;
}
