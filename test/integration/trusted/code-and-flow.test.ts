import { equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { discardChanges, open, replace, until, workspaceFolder } from '../editor.ts';

/** What people do while code of a flow file is open in an editor of its own. */
describe('code in its own editor, while its flow file', () => {
  const nodes = [
    {
      id: 'f1',
      type: 'function',
      name: 'One',
      func: 'const a = 1;\nreturn msg;',
      initialize: 'let begun = true;',
      wires: [],
    },
    { id: 'f2', type: 'function', name: 'Two', func: 'return null;\r\n', wires: [] },
  ];
  const path = (): string => join(workspaceFolder(), 'flows', 'strange.json');
  const onDisk = (): string => readFileSync(path(), 'utf8');

  async function openCode(node: string, property = 'func'): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.file(path());
    return until(`the code of ${node}`, async () => {
      await vscode.commands.executeCommand('flowSecrets.editCode', { uri, node, property });
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.path.includes(`strange.json/${node}/${property}/`) === true ? document : undefined;
    });
  }

  async function showFlow(text: string): Promise<vscode.TextDocument> {
    writeFileSync(path(), text);
    const flow = await open('flows/strange.json');
    await until('the flow as it is on disk', () => flow.getText() === text.replace('\ufeff', '') || undefined);
    return flow;
  }

  afterEach(async () => {
    await discardChanges();
    rmSync(path(), { force: true });
  });

  it('has CRLF, tabs and a byte order mark', async () => {
    const text = `\ufeff${JSON.stringify(nodes, undefined, '\t').replaceAll('\n', '\r\n')}\r\n`;
    await showFlow(text);
    const code = await openCode('f2');
    await replace(code, 'null', '[msg,\n null]');
    ok(await code.save());
    equal(onDisk(), text.replace('return null;', String.raw`return [msg,\r\n null];`));
  });

  it('is saved, and the edit is undone', async () => {
    const text = JSON.stringify(nodes, undefined, 2);
    await showFlow(text);
    const code = await openCode('f1');
    await replace(code, 'const a', 'let a');
    ok(await code.save());
    equal(onDisk(), text.replace('const a', 'let a'));
    await vscode.commands.executeCommand('undo');
    await until('the undone edit', () => code.getText().startsWith('const a') || undefined);
    ok(await code.save());
    equal(onDisk(), text);
  });

  it('is undone in its own editor after code was saved into it', async () => {
    const text = JSON.stringify(nodes, undefined, 2);
    const flow = await showFlow(text);
    await replace(flow, '"Two"', '"Second"');
    const code = await openCode('f1');
    await replace(code, 'const a', 'let a');
    ok(await code.save());
    equal(onDisk(), text.replace('const a', 'let a').replace('"Two"', '"Second"'));
    await vscode.window.showTextDocument(flow);
    await vscode.commands.executeCommand('undo');
    await until('the code as the flow has it', () => code.getText().startsWith('const a') || undefined);
    equal(code.isDirty, false);
  });

  it('takes the code of two editors at once', async () => {
    const text = JSON.stringify(nodes, undefined, 2);
    await showFlow(text);
    const [func, initialize, other] = [await openCode('f1'), await openCode('f1', 'initialize'), await openCode('f2')];
    await replace(func, 'const a', 'let a');
    await replace(initialize, 'true', 'false');
    await replace(other, 'null', 'msg');
    ok(await vscode.workspace.saveAll());
    equal(onDisk(), text.replace('const a', 'let a').replace('true', 'false').replace('return null', 'return msg'));
  });

  it('is deleted and comes back', async () => {
    const text = JSON.stringify(nodes, undefined, 2);
    await showFlow(text);
    const code = await openCode('f1');
    await replace(code, 'const a', 'let a');
    renameSync(path(), `${path()}.away`);
    equal(await code.save(), false);
    ok(!existsSync(path()) && code.isDirty);
    renameSync(`${path()}.away`, path());
    ok(await code.save());
    equal(onDisk(), text.replace('const a', 'let a'));
  });

  it('is another branch’s for a moment, as git checkout does it', async () => {
    const text = JSON.stringify(nodes, undefined, 2);
    await showFlow(text);
    const code = await openCode('f1');
    writeFileSync(path(), '[]');
    await until('the code to be gone', async () => (await open('flows/strange.json')).getText() === '[]' || undefined);
    writeFileSync(path(), text.replace('const a = 1', 'const a = 2'));
    await until('the code of the other branch', () => code.getText().startsWith('const a = 2') || undefined);
    equal(code.isDirty, false);
  });
});
