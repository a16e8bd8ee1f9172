// npm run bench: from a typed character to its diagnostics, over stdio, as a ratio to a server that does nothing.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { flowText } from './flow-text.ts';
import { ms, percentile, ratio, table } from './measure.ts';

const SERVERS = {
  echo: join(import.meta.dirname, 'echo-server.ts'),
  ours: join(import.meta.dirname, '..', 'dist', 'flow-secrets-language-server.js'),
};
const KEYSTROKES = 200;
const WARM_UP = 30;
const REFERENCES = 1000;

async function start(program: string, folder: string) {
  const child = spawn(process.execPath, [...process.execArgv, program, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification('initialized', {});
  return { child, connection };
}

/** The time of each keystroke in a function's code in the middle of the file, and the server's memory at its highest. */
async function type(program: string, folder: string, text: string) {
  const { child, connection } = await start(program, folder);
  const textDocument = { uri: pathToFileURL(join(folder, 'flows.json')).href };
  const diagnose = () => connection.sendRequest('textDocument/diagnostic', { textDocument });
  const opened = { ...textDocument, languageId: 'json', version: 0, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument: opened });
  await diagnose();
  const before = text.slice(0, text.indexOf('"func": "', text.length / 2) + 9).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const times: number[] = [];
  for (let version = 1; version <= KEYSTROKES + WARM_UP; version++) {
    const began = performance.now();
    const change = { range: { start: position, end: position }, text: 'x' };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument, version },
      contentChanges: [change],
    });
    await diagnose();
    if (version > WARM_UP) times.push(performance.now() - began);
  }
  const memory = peakMemory(child.pid);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  return { times, memory };
}

/** In megabytes; undefined where the system does not tell. */
function peakMemory(pid: number | undefined): number | undefined {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'flow-secrets-bench-'));
try {
  writeFileSync(join(folder, 'flow-secrets.json'), '{}');
  const rows: string[][] = [];
  for (const megabytes of [1, 10, 50]) {
    const text = flowText(megabytes, REFERENCES);
    const [echo, ours] = [await type(SERVERS.echo, folder, text), await type(SERVERS.ours, folder, text)];
    const floor = percentile(echo.times, 0.95);
    const p95 = percentile(ours.times, 0.95);
    const memory = echo.memory && ours.memory ? ratio(ours.memory / echo.memory) : '?';
    const [p50, most] = [percentile(ours.times, 0.5), Math.max(...ours.times)];
    rows.push([`${megabytes} MB`, ms(floor), ms(p50), ms(p95), ms(most), ratio(p95 / floor), memory]);
  }
  table(
    ['file, 1,000 references', 'echo p95', 'ours p50', 'ours p95', 'slowest', 'p95 / echo', 'peak memory / echo'],
    rows,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
