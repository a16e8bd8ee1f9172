// A keystroke in a file with as many findings as VS Code shows of one file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER } from '../build.ts';
import { type Result } from '../goals.ts';
import { LanguageClient, positionBehind } from '../language-client.ts';
import { ms, percentile } from '../statistics.ts';
import { flowText } from '../texts.ts';

const FINDINGS = 1000;
const MEGABYTES = 10;
const KEYSTROKES = 200;
const WARM_UP = 30;

export async function measureManyFindings(folder: string): Promise<readonly Result[]> {
  writeStore(folder);
  const text = flowText(MEGABYTES, FINDINGS);
  const server = await LanguageClient.start(SERVER, folder);
  const findings = await server.open('flows.json', 'json', text);
  if (findings.length !== FINDINGS)
    throw new Error(`${FINDINGS} findings were expected, there are ${findings.length}.`);
  const position = positionBehind(text, '"func": "');
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES + WARM_UP; i++) times.push(await server.type(position));
  await server.stop();
  const counted = times.slice(WARM_UP);
  const detail = `${MEGABYTES} MB, all sent at each keystroke; p50 ${ms(percentile(counted, 0.5))}`;
  return [{ goal: 'manyFindings', value: percentile(counted, 0.95), detail }];
}

/** A store with a single secret: all names of the flow file are unknown. The server reads names only, so nothing is sealed. */
function writeStore(folder: string): void {
  const sops = {
    age: [],
    encrypted_regex: '^secrets$',
    lastmodified: '2026-11-01T08:00:00Z',
    mac: '',
    version: '3.9.0',
  };
  const space = { space: 'Bench', secrets: { ANOTHER: 'ENC[AES256_GCM,data:,iv:,tag:,type:str]' }, sops };
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'flow-secrets.json'), '{}');
  writeFileSync(join(folder, 'secrets', 'bench.space.json'), JSON.stringify(space));
}
