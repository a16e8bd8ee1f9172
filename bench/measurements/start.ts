// From the start of the process to the answer of `initialize`, against a Node.js that does nothing.
import { SERVER } from '../build.ts';
import { type Result } from '../goals.ts';
import { LanguageClient } from '../language-client.ts';
import { timeOfCommand } from '../run.ts';
import { median, ms, takingTurns } from '../statistics.ts';

const RUNS = 21;

export async function measureStart(folder: string): Promise<readonly Result[]> {
  const { ours, peer } = await takingTurns(
    RUNS,
    async () => {
      const began = performance.now();
      const client = await LanguageClient.start(SERVER, folder);
      const time = performance.now() - began;
      await client.stop();
      return time;
    },
    () => timeOfCommand(process.execPath, ['-e', '0']),
  );
  const [start, node] = [median(ours), median(peer)];
  return [{ goal: 'start', value: start / node, detail: `${ms(start)}, node ${ms(node)}` }];
}
