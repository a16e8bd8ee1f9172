import assert from 'node:assert/strict';
import { type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver-protocol/node';
import { FULL } from './support/client.ts';
import { ask, flow, newsroom } from './support/newsroom.ts';

const METHOD = 'textDocument/documentSymbol';

type Tree = readonly (string | readonly [string, Tree])[];

function treeOf(symbols: readonly DocumentSymbol[]): Tree {
  return symbols.map(({ name, children = [] }) => (children.length > 0 ? [name, treeOf(children)] : name));
}

const NODES = [
  { type: 'function', name: 'Call MAM', func: 'global.get("SECRETS.MAM.host")' },
  { type: 'debug', name: '' },
  { type: 'mqtt-broker', name: 'Broker\u202e', z: '' },
  { type: 'function', name: 'Doubled', id: 'n0', z: 'n0', func: '¦' },
];

describe('document symbols', () => {
  it('are tab › node › reference', async () => {
    const { result } = await ask<DocumentSymbol[]>(await newsroom(), METHOD, flow(...NODES));
    assert.deepEqual(treeOf(result), [['Ingest', [['Call MAM', ['MAM.host']], 'debug']], 'Broker\\u202e', 'Doubled']);
    const within = (symbols: readonly DocumentSymbol[]): boolean =>
      symbols.every(
        ({ range, selectionRange, children = [] }) =>
          selectionRange.start.line >= range.start.line &&
          selectionRange.end.line <= range.end.line &&
          within(children),
      );
    assert.ok(within(result));
  });

  it('leave out what refers to nothing in a flow of very many nodes', async () => {
    const many = Array.from({ length: 6_000 }, () => ({ type: 'debug', name: 'Idle' }));
    const { result } = await ask<DocumentSymbol[]>(
      await newsroom(),
      METHOD,
      flow(...many, ...NODES.slice(0, 1), NODES[3]!),
    );
    assert.deepEqual(treeOf(result), [['Ingest', [['Call MAM', ['MAM.host']]]]]);
  });

  it('are a flat list for a client without trees', async () => {
    const flat = await newsroom({ ...FULL, textDocument: { ...FULL.textDocument, documentSymbol: {} } });
    const { result } = await ask<SymbolInformation[]>(flat, METHOD, flow(...NODES));
    const reference = result.find(({ name }) => name === 'MAM.host');
    assert.equal(reference?.containerName, 'Call MAM');
  });

  it('are the references in a script', async () => {
    const { result } = await ask<DocumentSymbol[]>(await newsroom(), METHOD, 'use(SECRETS.API_KEY);¦', {
      file: 'flows/script.js',
    });
    assert.deepEqual(treeOf(result), ['API_KEY']);
  });
});
