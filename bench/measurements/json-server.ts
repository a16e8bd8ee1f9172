// VS Code's own JSON server on the same flow file, for comparison: it parses the file at every keystroke.
import { join } from 'node:path';
import { SERVER } from '../build.ts';
import { type Result } from '../goals.ts';
import { LanguageClient, positionBehind } from '../language-client.ts';
import { median, ms, takingTurns } from '../statistics.ts';
import { flowText } from '../texts.ts';

const KEYSTROKES = 7;
const MODULES = join(import.meta.dirname, '..', 'peers', 'node_modules');
const JSON_SERVER = join(MODULES, 'vscode-langservers-extracted', 'bin', 'vscode-json-language-server');

export async function measureJsonServer(folder: string): Promise<readonly Result[]> {
  const text = flowText(10, 1000);
  const server = await LanguageClient.start(SERVER, folder);
  const json = await LanguageClient.start(JSON_SERVER, folder);
  await server.open('flows.json', 'json', text);
  await json.open('flows.json', 'json', text);
  const position = positionBehind(text, '"func": "');
  const { ours, peer } = await takingTurns(
    KEYSTROKES,
    () => server.type(position),
    () => json.type(position),
  );
  await Promise.all([server.stop(), json.stop()]);
  const [us, them] = [median(ours), median(peer)];
  return [{ goal: 'jsonKeystroke', value: them / us, detail: `${ms(us)}, JSON server ${ms(them)}` }];
}
