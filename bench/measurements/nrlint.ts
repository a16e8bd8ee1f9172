// All that we say of a flow file (references and findings), against nrlint, which is Node-RED's own linter.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result } from '../goals.ts';
import { runNode, runProgram } from '../run.ts';
import { median, ms } from '../statistics.ts';
import { flowTexts } from '../texts.ts';

/** nrlint with all its rules takes a second for each megabyte. */
const MEGABYTES = 2;
const PEER = join(import.meta.dirname, '..', 'peers', 'nrlint.mjs');

export function measureNrlint(folder: string): readonly Result[] {
  const file = join(folder, 'texts.json');
  writeFileSync(file, JSON.stringify(flowTexts(MEGABYTES)));
  const peer = runNode([PEER, file]) as { readonly core: readonly number[]; readonly all: readonly number[] };
  const ours = median(runProgram('judge', file) as number[]);
  const row = (goal: 'nrlintCore' | 'nrlintAll', times: readonly number[]): Result => {
    const time = median(times);
    return { goal, value: time / ours, detail: `${ms(ours)}, nrlint ${ms(time)}; ${MEGABYTES} MB` };
  };
  return [row('nrlintCore', peer.core), row('nrlintAll', peer.all)];
}
