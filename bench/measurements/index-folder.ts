// All flow files of a folder: found, read and indexed, against ripgrep; read in memory, against JSON.parse.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result } from '../goals.ts';
import { runProgram, timeOfCommand } from '../run.ts';
import { median, ms, takingTurns } from '../statistics.ts';
import { flowFiles, FLOWS } from '../texts.ts';

const PROCESSES = 11;

interface IndexTimes {
  /** From the start of the process's own code, and again in the same process. Milliseconds. */
  readonly cold: number;
  readonly warm: readonly number[];
}

interface MemoryTimes {
  readonly megabytes: number;
  readonly ours: readonly number[];
  readonly parse: readonly number[];
}

export async function measureFolder(folder: string): Promise<readonly Result[]> {
  const runs: IndexTimes[] = [];
  const { peer } = await takingTurns(
    PROCESSES,
    () => {
      runs.push(runProgram('index-folder', FLOWS) as IndexTimes);
      return 0;
    },
    () => timeOfCommand('rg', ['--no-ignore', '--count', 'SECRETS|CREDENTIALS', FLOWS]),
  );
  const ripgrep = median(peer);
  const cold = median(runs.map((run) => run.cold));
  const warm = median(runs.flatMap((run) => run.warm));
  const list = join(folder, 'files.json');
  writeFileSync(list, JSON.stringify(flowFiles()));
  const memory = runProgram('in-memory', list) as MemoryTimes;
  const [ours, parse] = [median(memory.ours), median(memory.parse)];
  const detail = (time: number): string => `${ms(time)}, ripgrep ${ms(ripgrep)}; ${flowFiles().length} files`;
  return [
    { goal: 'coldIndex', value: cold / ripgrep, detail: detail(cold) },
    { goal: 'warmIndex', value: warm / ripgrep, detail: detail(warm) },
    {
      goal: 'inMemoryIndex',
      value: ours / parse,
      detail: `${ms(ours)}, JSON.parse ${ms(parse)}; ${memory.megabytes.toFixed(1)} MB`,
    },
  ];
}
