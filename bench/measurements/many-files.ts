// How long a request waits while 10,000 flow files are indexed.
import { copyFileSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SERVER } from '../build.ts';
import { type Result } from '../goals.ts';
import { LanguageClient } from '../language-client.ts';
import { ms } from '../statistics.ts';
import { flowFiles, FLOWS, flowText } from '../texts.ts';

const FILES = 10_000;

export async function measureManyFiles(folder: string): Promise<readonly Result[]> {
  makeWorkspace(folder);
  const client = await LanguageClient.start(SERVER, folder);
  const began = performance.now();
  const state = { isIndexed: false };
  const indexed = client.connection.sendRequest('flow-secrets/projects').then(() => {
    state.isIndexed = true;
    return performance.now() - began;
  });
  const times: number[] = [];
  let asked = performance.now();
  await client.open('open.json', 'json', flowText(0.1, 10));
  times.push(performance.now() - asked);
  const textDocument = { uri: new URL(`file://${join(folder, 'open.json')}`).href };
  while (!state.isIndexed) {
    asked = performance.now();
    await client.connection.sendRequest('textDocument/documentSymbol', { textDocument });
    times.push(performance.now() - asked);
  }
  const detail = `${times.length} answers in ${ms(await indexed)}`;
  await client.stop();
  return [{ goal: 'manyFiles', value: Math.max(...times), detail }];
}

/** The flow files over and over, in folders of their own: copied once, and linked from then on. */
function makeWorkspace(folder: string): void {
  writeFileSync(join(folder, 'flow-secrets.json'), '{}');
  const files = flowFiles();
  for (let i = 0; i < FILES; i++) {
    const file = relative(FLOWS, files[i % files.length] ?? '');
    const path = join(folder, `${Math.floor(i / files.length)}`, file);
    mkdirSync(dirname(path), { recursive: true });
    if (i < files.length) copyFileSync(join(FLOWS, file), path);
    else linkSync(join(folder, '0', file), path);
  }
}
