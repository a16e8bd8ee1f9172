import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { discardChanges, findingsBecome, open, rangeOf, replace, until, workspaceFolder } from '../editor.ts';
import { Person } from '../person.ts';
import { acceptSpaces } from '../spaces.ts';

const FLOW = 'flows/ingest.json';
const NODE = '488d7edc21a5913a';
const OBJECT = "{ user: 'canary-extracted', pins: [12] }";

/** The flow and the space files, by their paths. */
function files(): Map<string, string> {
  const secrets = join(workspaceFolder(), 'secrets');
  const paths = [join(workspaceFolder(), FLOW), ...readdirSync(secrets).map((name) => join(secrets, name))];
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

describe('extract to secret, in an editor of code', () => {
  let initial = new Map<string, string>();
  afterEach(async () => {
    await discardChanges();
    for (const [path, text] of initial) writeFileSync(path, text);
    await acceptSpaces();
  });

  it('makes an object a JSON secret of the flow’s spaces, and saves the reference into the flow', async () => {
    initial = files();
    const flow = await open(FLOW);
    await findingsBecome(flow, []);
    await vscode.commands.executeCommand('flowSecrets.editCode', { uri: flow.uri, node: NODE, property: 'func' });
    const editor = await until('the code editor', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.scheme === 'flow-code' ? active : undefined;
    });
    const code = editor.document;
    await replace(code, 'const mam', `const login = ${OBJECT};\nconst mam`);
    const { start, end } = rangeOf(code, OBJECT);
    editor.selection = new vscode.Selection(start, end);
    const person = new Person();
    person.onQuestion = () => 'Confirm';
    try {
      const extracted = vscode.commands.executeCommand('flowSecrets.extractSecret');
      await person.acceptsChoices();
      await person.types('STUDIO_LOGIN');
      await extracted;
      await person.hears('STUDIO_LOGIN is a secret of');
    } finally {
      person.leave();
    }
    ok(code.getText().startsWith('const login = global.get("SECRETS.STUDIO_LOGIN");\nconst mam'));
    ok(await code.save());
    await findingsBecome(code, []);
    const spaces = [...files()].filter(([path]) => path.endsWith('.space.json'));
    const shapes = spaces.map(([, text]) => (JSON.parse(text) as { secrets: Record<string, object> }).secrets);
    const added = shapes.flatMap(({ STUDIO_LOGIN: secret }) => (secret === undefined ? [] : [Object.keys(secret)]));
    deepEqual(added, [
      ['user', 'pins'],
      ['user', 'pins'],
      ['user', 'pins'],
    ]);
    equal([...files().values()].filter((text) => text.includes('canary-extracted')).length, 0);
    ok(
      readFileSync(flow.uri.fsPath, 'utf8').includes(String.raw`const login = global.get(\"SECRETS.STUDIO_LOGIN\");\n`),
    );
  });
});
