// The same number of references to secrets in a flow file, and in a workflow of GitHub Actions. Both know all the names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS, SERVER } from '../build.ts';
import { type Result } from '../goals.ts';
import { LanguageClient, positionBehind } from '../language-client.ts';
import { runNode, runProgram } from '../run.ts';
import { median, ms, takingTurns } from '../statistics.ts';
import { flowText, workflowText } from '../texts.ts';

const REFERENCES = 500;
/** So many names there are: the peer copies all that it knows for each reference. */
const NAMES = 20;
const KEYSTROKES = 40;
const PEERS = join(import.meta.dirname, '..', 'peers');
const ACTIONS_SERVER = join(PEERS, 'node_modules', '@actions', 'languageserver', 'bin', 'actions-languageserver');

export async function measureActions(folder: string): Promise<readonly Result[]> {
  const [flow, workflow] = [withFewNames(flowText(0, REFERENCES)), withFewNames(workflowText(REFERENCES))];
  return [validate(folder, flow, workflow), await keystroke(folder, flow, workflow)];
}

function withFewNames(text: string): string {
  return text.replace(/KEY_(\d+)/g, (_, index) => `KEY_${Number(index) % NAMES}`);
}

function validate(folder: string, flow: string, workflow: string): Result {
  const [flows, workflows] = [join(folder, 'flows.json'), join(folder, 'workflow.yml')];
  writeFileSync(flows, JSON.stringify([flow]));
  writeFileSync(workflows, workflow);
  const names = JSON.stringify(Array.from({ length: NAMES }, (_, i) => `KEY_${i}`));
  const peer = median(runNode([ACTIONS, workflows, names]) as number[]) / REFERENCES;
  const ours = median(runProgram('judge', flows, names) as number[]) / REFERENCES;
  const detail = `${(ours * 1000).toFixed(1)} µs, @actions ${(peer * 1000).toFixed(0)} µs`;
  return { goal: 'actionsValidate', value: peer / ours, detail };
}

async function keystroke(folder: string, flow: string, workflow: string): Promise<Result> {
  const server = await LanguageClient.start(SERVER, folder);
  const actions = await LanguageClient.start(ACTIONS_SERVER, folder, true);
  await server.open('flows.json', 'json', flow);
  await actions.open('.github/workflows/bench.yml', 'yaml', workflow);
  const [here, there] = [positionBehind(flow, '"func": "'), positionBehind(workflow, 'name: Step')];
  const { ours, peer } = await takingTurns(
    KEYSTROKES,
    () => server.type(here),
    () => actions.type(there),
  );
  await Promise.all([server.stop(), actions.stop()]);
  const [us, them] = [median(ours), median(peer)];
  return { goal: 'actionsKeystroke', value: them / us, detail: `${ms(us)}, @actions ${ms(them)}` };
}
