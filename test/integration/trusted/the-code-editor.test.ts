import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { after, discardChanges, findings, findingsBecome, open, replace, until, workspaceFolder } from '../editor.ts';

const FLOW = 'flows/ingest.json';
/** `Call MAM › Address and token` in it. */
const TOKEN = '488d7edc21a5913a';

/** Opens the code of a node as the code lens does. */
async function openCode(node = TOKEN, property = 'func'): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('flowSecrets.editCode', { uri: flowUri(), node, property });
  return await until('the code editor, as the flow file has it', () => {
    const document = vscode.window.activeTextEditor?.document;
    const isIt = document?.uri.scheme === 'flow-code' && document.uri.path.includes(`/${node}/`);
    // What an earlier test left may take a moment to be read again.
    return isIt && onDisk().includes(JSON.stringify(document.getText()).slice(1, -1)) ? document : undefined;
  });
}

function flowUri(): vscode.Uri {
  return vscode.Uri.file(join(workspaceFolder(), FLOW));
}

function onDisk(): string {
  return readFileSync(flowUri().fsPath, 'utf8');
}

function labels({ items }: vscode.CompletionList): readonly string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('code in its own editor', () => {
  let original = '';
  before(() => {
    original = onDisk();
  });
  beforeEach(async () => {
    await open(FLOW);
  });
  afterEach(async () => {
    await discardChanges();
    writeFileSync(flowUri().fsPath, original);
  });

  it('is offered above each property that has code', async () => {
    const titles = await until('lenses', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        flowUri(),
      );
      const found = lenses.flatMap(({ command }) =>
        command?.command === 'flowSecrets.editCode' ? [command.tooltip] : [],
      );
      return found.length > 0 ? found : undefined;
    });
    ok(titles.some((title) => title?.includes('Call MAM › Address and token ')));
    ok(
      titles.some((title) => title?.includes('Sport desk › rules[1].to ')),
      'JSONata',
    );
  });

  it('opens as JavaScript under its title, and is saved into the flow file, nothing else changed', async () => {
    const code = await openCode();
    equal(code.languageId, 'javascript');
    match(code.uri.path, /\/Call MAM › Address and token\.js$/);
    ok(code.getText().startsWith("const mam = global.get('SECRETS.MAM');\n"));
    await replace(code, "'application/json'", '"text/é\\t"');
    ok(await code.save());
    equal(onDisk(), original.replace("'application/json'", String.raw`\"text/é\\t\"`));
  });

  it('is saved into a flow file that is not open', async () => {
    const code = await openCode();
    for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
      if (tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === 'file')
        await vscode.window.tabGroups.close(tab);
    }
    await replace(code, 'const mam', 'let mam');
    ok(await code.save());
    equal(onDisk(), original.replace('const mam', 'let mam'));
  });

  it('has completion, hover, highlights, findings and definition of the language server', async () => {
    const code = await openCode();
    await replace(code, 'SECRETS.MAM', 'SECRETS.MAMM');
    await findingsBecome(code, ['unknown-secret: MAMM']);
    const ask = async <T>(command: string, at: string): Promise<T> =>
      await vscode.commands.executeCommand<T>(`vscode.${command}`, code.uri, after(code, at));
    const list = await ask<vscode.CompletionList>('executeCompletionItemProvider', 'SECRETS.');
    ok(labels(list).includes('MAM'), labels(list).join());
    equal(labels(list).filter((label) => label === 'MAM').length, 1);
    await replace(code, 'SECRETS.MAMM', 'SECRETS.MAM');
    await findingsBecome(code, []);
    equal((await ask<vscode.Hover[]>('executeHoverProvider', 'SECRETS.M')).length, 1);
    equal((await ask<vscode.DocumentHighlight[]>('executeDocumentHighlights', 'SECRETS.M')).length > 0, true);
    ok((await ask<vscode.Location[]>('executeDefinitionProvider', 'SECRETS.M')).length > 0);
  });

  it('opens templates and JSONata in their languages, with findings, and saves them as they were spelled', async () => {
    for (const [file, node, property, language, name, raw] of [
      ['alerts', '11968f901c84bb7e', 'template', 'handlebars', 'RUNDOWN_URL', '<a href=\\"{{{global.SECRETS.'],
      ['playout', 'e1f389d6f2fdd86c', 'rules[1].to', 'jsonata', 'MAM', '$globalContext(\\"SECRETS.'],
    ] as const) {
      const flow = vscode.Uri.file(join(workspaceFolder(), 'flows', `${file}.json`));
      const before = readFileSync(flow.fsPath, 'utf8');
      await open(`flows/${file}.json`);
      await vscode.commands.executeCommand('flowSecrets.editCode', { uri: flow, node, property });
      const code = await until('the code editor', () => {
        const document = vscode.window.activeTextEditor?.document;
        return document?.uri.path.includes(`/${node}/`) === true ? document : undefined;
      });
      equal(code.languageId, language);
      await replace(code, `SECRETS.${name}`, 'SECRETS.NOPE');
      await findingsBecome(code, ['unknown-secret: NOPE']);
      ok(await code.save());
      try {
        ok(before.includes(`${raw}${name}`));
        equal(readFileSync(flow.fsPath, 'utf8'), before.replace(`${raw}${name}`, `${raw}NOPE`));
      } finally {
        writeFileSync(flow.fsPath, before);
      }
    }
  });

  it('finds the code under the cursor in a flow file of one line', async () => {
    const file = join(workspaceFolder(), 'flows', 'one-line.json');
    writeFileSync(file, JSON.stringify(JSON.parse(original)));
    try {
      const flow = await open('flows/one-line.json');
      const at = after(flow, '"func":"const mam');
      await until('the code editor', async () => {
        await vscode.window.showTextDocument(flow, { selection: new vscode.Range(at, at) });
        await vscode.commands.executeCommand('flowSecrets.editCode');
        return vscode.window.activeTextEditor?.document.uri.path.endsWith('Address and token.js');
      });
      const code = vscode.window.activeTextEditor?.document;
      ok(code);
      await replace(code, 'const mam', 'let mam');
      ok(await code.save());
      equal(readFileSync(file, 'utf8'), JSON.stringify(JSON.parse(original)).replace('const mam', 'let mam'));
    } finally {
      rmSync(file);
    }
  });

  it('has VS Code’s JavaScript help, which knows what Node-RED puts around a function', async () => {
    const code = await openCode();
    await replace(code, 'return msg;', 'node.;\nreturn msg;');
    await until('the members of node', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        code.uri,
        after(code, 'node.'),
      );
      return (labels(list).includes('linkcall') && labels(list).includes('status')) || undefined;
    });
  });

  it('counts its references once, in the editor where they stand', async () => {
    const flow = await open(FLOW);
    /** Where a use of MAM stands in the flow file and its code. */
    const ask = async (document: vscode.TextDocument): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        after(document, 'SECRETS.M'),
      );
      // TypeScript answers too: it takes the whole string for a name.
      const names = found.filter(({ range: { start, end } }) => end.character - start.character === 'MAM'.length);
      return names.map(({ uri }) => uri.scheme).sort();
    };
    const before = await ask(flow);
    const code = await openCode();
    const schemes = await ask(code);
    deepEqual(schemes, ['file', ...before.slice(2), 'flow-code'].sort());
    deepEqual(await ask(flow), schemes);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the closed editor to count no more', () => code.isClosed || undefined);
    deepEqual(await ask(flow), before);
  });

  it('is not offered anew when something changes elsewhere, as a click on a lens would be lost then', async () => {
    let asked = 0;
    let askedOfStore = 0;
    // What is said in a file of the store that is open changes with it, and is asked for again.
    const [space] = await vscode.workspace.findFiles('secrets/*.space.json', undefined, 1);
    ok(space);
    await vscode.window.showTextDocument(space, { viewColumn: vscode.ViewColumn.Beside });
    // It asks again, too, when an editor gets the focus.
    await vscode.commands.executeCommand('workbench.files.action.focusFilesExplorer');
    // VS Code asks all providers of a document again as soon as one of them has other lenses.
    const witnesses = [
      vscode.languages.registerCodeLensProvider(
        { pattern: '**/ingest.json' },
        { provideCodeLenses: () => (asked++, []) },
      ),
      vscode.languages.registerCodeLensProvider(
        { pattern: '**/*.space.json' },
        { provideCodeLenses: () => (askedOfStore++, []) },
      ),
    ];
    try {
      const playout = await vscode.workspace.openTextDocument(join(workspaceFolder(), 'flows/playout.json'));
      await until('the lenses of both files', () => (asked > 0 && askedOfStore > 0) || undefined);
      const before = asked;
      for (const [old, name, wanted] of [
        ['RUNDOWN_URL', 'NOPE', ['unknown-secret: NOPE', 'missing-in-space: TICKER_URL']],
        ['NOPE', 'RUNDOWN_URL', ['missing-in-space: TICKER_URL']],
      ] as const) {
        const known = askedOfStore;
        await replace(playout, `SECRETS.${old}`, `SECRETS.${name}`);
        await findingsBecome(playout, wanted);
        await until('the new counts in the file of the store', () => askedOfStore > known || undefined);
      }
      equal(asked, before);
    } finally {
      for (const witness of witnesses) witness.dispose();
    }
  });

  it('shows what became of its code in the flow file', async () => {
    const flow = await open(FLOW);
    const code = await openCode();
    await replace(flow, 'const mam', 'let mam');
    await until('the new code', () => code.getText().startsWith('let mam') || undefined);
    equal(code.isDirty, false);
  });

  it('is not saved over code that was changed underneath, also by as much', async () => {
    const code = await openCode();
    await replace(code, 'const mam', 'var mam');
    writeFileSync(flowUri().fsPath, original.replace('const mam', 'const man'));
    await until(
      'the flow as it is on disk',
      async () => (await open(FLOW)).getText().includes('const man') || undefined,
    );
    equal(await code.save(), false);
    ok(code.isDirty);
    ok(onDisk().includes('const man'));
  });

  it('follows its node when other parts of the file change', async () => {
    const code = await openCode();
    await replace(code, 'const mam', 'var mam');
    const moved = original.replace('"name": "Address and token"', '"name": "Renamed"').replace('[', '[ ');
    writeFileSync(flowUri().fsPath, moved);
    await until('the flow as it is on disk', async () => (await open(FLOW)).getText().includes('Renamed') || undefined);
    ok(await code.save());
    equal(onDisk(), moved.replace('const mam', 'var mam'));
  });

  it('keeps the edit of a node that is gone', async () => {
    const code = await openCode();
    await replace(code, 'const mam', 'var mam');
    writeFileSync(flowUri().fsPath, original.replace(`"${TOKEN}",\n        "type"`, '"elsewhere",\n        "type"'));
    await until(
      'the flow as it is on disk',
      async () => (await open(FLOW)).getText().includes('elsewhere') || undefined,
    );
    equal(await code.save(), false);
    ok(code.isDirty);
    deepEqual(findings(code), []);
  });
});
