// From a typed character to its diagnostics, over stdio, against a language server that does no work.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, SERVER } from '../build.ts';
import { type GoalId, type Result } from '../goals.ts';
import { LanguageClient, positionBehind } from '../language-client.ts';
import { ms, percentile, takingTurns } from '../statistics.ts';
import { flowText } from '../texts.ts';

const KEYSTROKES = 200;
const WARM_UP = 30;
const REFERENCES = 1000;
const SIZES: readonly (readonly [megabytes: number, goal: GoalId])[] = [
  [1, 'keystroke1'],
  [10, 'keystroke10'],
  [50, 'keystroke50'],
];

export async function measureKeystrokes(folder: string): Promise<readonly Result[]> {
  writeFileSync(join(folder, 'flow-secrets.json'), '{}');
  const results: Result[] = [];
  const p95s: number[] = [];
  for (const [megabytes, goal] of SIZES) {
    const { ours, peer, memory } = await typeInBoth(folder, flowText(megabytes, REFERENCES));
    const [p95, floor] = [percentile(ours, 0.95), percentile(peer, 0.95)];
    p95s.push(p95);
    results.push({
      goal,
      value: p95 / floor,
      detail: `${ms(p95)}, echo ${ms(floor)}; p50 ${ms(percentile(ours, 0.5))}`,
    });
    if (megabytes !== SIZES.at(-1)?.[0]) continue;
    results.push({ goal: 'keystrokeGrowth', value: p95 / (p95s[0] ?? NaN) });
    results.push({ goal: 'slowestKeystroke', value: Math.max(...ours), detail: `echo ${ms(Math.max(...peer))}` });
    if (memory !== undefined) results.push({ goal: 'peakMemory', ...memory });
  }
  return results;
}

async function typeInBoth(folder: string, text: string) {
  const echo = await LanguageClient.start(programOf('echo-server'), folder);
  const server = await LanguageClient.start(SERVER, folder);
  await echo.open('flows.json', 'json', text);
  await server.open('flows.json', 'json', text);
  const position = positionBehind(text, '"func": "');
  const { ours, peer } = await takingTurns(
    KEYSTROKES + WARM_UP,
    () => server.type(position),
    () => echo.type(position),
  );
  const memory = ratioOf(server.peakMemory, echo.peakMemory);
  await Promise.all([echo.stop(), server.stop()]);
  return { ours: ours.slice(WARM_UP), peer: peer.slice(WARM_UP), memory };
}

function ratioOf(ours: number | undefined, peer: number | undefined) {
  if (ours === undefined || peer === undefined) return undefined;
  return { value: ours / peer, detail: `${(ours / 1e6).toFixed(0)} MB, echo ${(peer / 1e6).toFixed(0)} MB` };
}
