import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { after as behind, discardChanges, findingsBecome, open, replace, until, workspaceFolder } from '../editor.ts';
import { Person } from '../person.ts';
import { acceptSpaces, DEV, PROD } from '../spaces.ts';

/** Uses RUNDOWN_URL in one place. No test opens it: VS Code keeps for minutes what it had open, and that is edited as an editor is. */
const CLOSED = 'functions/slack-summary.yaml';
const FOLDERS = ['flows', 'functions', 'scripts', 'templates', 'lab', 'secrets'] as const;

/** All files that a rename may touch, by name. */
function project(): Map<string, string> {
  const names = FOLDERS.flatMap((folder) =>
    readdirSync(join(workspaceFolder(), folder)).map((name) => `${folder}/${name}`),
  );
  return new Map(['flow-secrets.json', ...names].map((name) => [name, read(name)] as const));
}

function read(name: string): string {
  return readFileSync(join(workspaceFolder(), name), 'utf8');
}

function write(name: string, text: string): void {
  writeFileSync(join(workspaceFolder(), name), text);
}

/** The KEYs of a space, as its file has them in clear. */
function keysOf(space: string): readonly string[] {
  const name = [...project().keys()].find((file) => file.startsWith('secrets/') && read(file).includes(`"${space}"`));
  ok(name, space);
  return Object.keys((JSON.parse(read(name)) as { secrets: object }).secrets);
}

/** Puts the cursor behind some text, as a reader of the document would. */
function putCursor(document: vscode.TextDocument, text: string): void {
  const editor = vscode.window.activeTextEditor;
  equal(editor?.document, document);
  const position = behind(document, text);
  editor.selection = new vscode.Selection(position, position);
}

/** True when no document holds another text than its file: one that was closed a moment ago is still there. */
function documentsFollow(): boolean {
  const files = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'file');
  const present = files.filter(({ uri }) => existsSync(uri.fsPath));
  return present.every((document) => document.getText() === readFileSync(document.uri.fsPath, 'utf8'));
}

async function f2(): Promise<void> {
  await vscode.commands.executeCommand('flowSecrets.renameSymbol');
}

async function renameInTree(key: string): Promise<void> {
  await vscode.commands.executeCommand('flowSecrets.renameSecret', { root: workspaceFolder(), space: DEV, key });
}

describe('rename', () => {
  let initial = new Map<string, string>();
  let person = new Person();
  person.leave();

  before(async () => {
    // The first answer is there when the first findings are.
    await findingsBecome(await open('flows/playout.json'), ['missing-in-space: TICKER_URL']);
    await vscode.commands.executeCommand('flowSecrets.refresh');
  });
  beforeEach(() => {
    initial = project();
    person = new Person();
  });
  afterEach(async () => {
    await discardChanges();
    for (const name of project().keys()) if (!initial.has(name)) rmSync(join(workspaceFolder(), name));
    for (const [name, text] of initial) if (read(name) !== text) write(name, text);
    await until('all documents as they are on disk', () => documentsFollow() || undefined);
    person.leave();
    await acceptSpaces();
  });

  /** The project as it was, with other texts in some files; the store's files are not compared. */
  function filesAre(change: (text: string, name: string) => string): void {
    for (const [name, text] of initial) if (!name.startsWith('secrets/')) equal(read(name), change(text, name), name);
  }

  it('changes no byte when it is cancelled: at the name, at the question, in the preview', async () => {
    const playout = await open('flows/playout.json');
    putCursor(playout, 'SECRETS.RUNDOWN_UR');
    await Promise.all([f2(), person.types(undefined)]);
    await Promise.all([f2(), person.types('ROSTER_URL')]);
    equal(person.asked.length, 1);
    match(person.asked[0]?.message ?? '', /^Rename RUNDOWN_URL to ROSTER_URL in .*DEV, .*PROD, .*STAGING\?$/);
    match(person.asked[0]?.detail ?? '', /^4 places in 4 files change:\n/);
    person.onQuestion = () => 'Preview…';
    const renamed = Promise.all([f2(), person.types('ROSTER_URL')]);
    let ended = false;
    void renamed.finally(() => (ended = true));
    await until('the preview to be discarded', async () => {
      await vscode.commands.executeCommand('refactorPreview.discard');
      return ended || undefined;
    });
    await renamed;
    deepEqual(project(), initial);
    deepEqual(person.told, []);
  });

  it('edits and saves unsaved editors and closed files, and takes the old name out of every space', async () => {
    const playout = await open('flows/playout.json');
    await replace(playout, '"Every ten seconds"', '"Every other second"');
    putCursor(playout, 'SECRETS.RUNDOWN_UR');
    person.onQuestion = () => 'Rename';
    await Promise.all([f2(), person.types('ROSTER_URL')]);
    match(person.asked[0]?.detail ?? '', /unsaved changes there are saved with it: flows\/playout\.json/);
    equal(playout.isDirty, false);
    filesAre((text) =>
      text.replaceAll('RUNDOWN_URL', 'ROSTER_URL').replace('"Every ten seconds"', '"Every other second"'),
    );
    for (const space of [DEV, PROD]) {
      ok(keysOf(space).includes('ROSTER_URL'), space);
      ok(!keysOf(space).includes('RUNDOWN_URL'), space);
    }
  });

  it('writes a name inside a JSON secret in the form of each place', async () => {
    const playout = await open('flows/playout.json');
    putCursor(playout, 'user: db.use');
    person.onQuestion = () => 'Rename';
    await Promise.all([f2(), person.types('login name')]);
    deepEqual(person.told, []);
    ok(read('flows/playout.json').includes('user: db[\\"login name\\"],'));
    ok(read('scripts/archive-clip.js').includes('"login name": user,'));
  });

  it('renames code where it is edited, and saves it into the flow file beside the file’s own edits', async () => {
    const ingest = await open('flows/ingest.json');
    const argument = { uri: ingest.uri, node: '488d7edc21a5913a', property: 'func' };
    await vscode.commands.executeCommand('flowSecrets.editCode', argument);
    const code = await until('the code editor', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'flow-code' ? document : undefined;
    });
    await replace(code, 'const mam', '// "mine"\nconst mam');
    putCursor(code, "'SECRETS.MA");
    person.onQuestion = () => 'Rename';
    await Promise.all([f2(), person.types('MEDIA')]);
    deepEqual(person.told, []);
    equal(code.isDirty, false);
    ok(code.getText().startsWith('// "mine"\nconst mam = global.get(\'SECRETS.MEDIA\');\n'));
    filesAre((text, name) => {
      const changed = text.replaceAll('SECRETS.MAM', 'SECRETS.MEDIA');
      return name === 'flows/ingest.json' ? changed.replace('const mam', '// \\"mine\\"\\nconst mam') : changed;
    });
    ok(!keysOf(PROD).includes('MAM'));
  });

  it('keeps the old name while a file that was changed meanwhile uses it, and goes on when it is done again', async () => {
    person.onQuestion = () => {
      write(CLOSED, `${read(CLOSED)}\n`);
      return 'Rename';
    };
    await Promise.all([renameInTree('RUNDOWN_URL'), person.types('ROSTER_URL')]);
    await person.hears('RUNDOWN_URL stays beside ROSTER_URL: 1 place still uses it. Rename it again to finish.');
    for (const key of ['RUNDOWN_URL', 'ROSTER_URL']) ok(keysOf(PROD).includes(key), key);
    person.onQuestion = () => 'Rename';
    await Promise.all([renameInTree('RUNDOWN_URL'), person.types('ROSTER_URL')]);
    match(
      person.asked.at(-1)?.detail ?? '',
      /^An earlier rename was interrupted and is finished now\.\n\n1 place changes:/,
    );
    deepEqual(person.told.slice(1), []);
    ok(!keysOf(PROD).includes('RUNDOWN_URL'));
    filesAre((text, name) => {
      const changed = text.replaceAll('RUNDOWN_URL', 'ROSTER_URL');
      return name === CLOSED ? `${changed}\n` : changed;
    });
  });

  it('asks about accesses with a computed name, and leaves them as they are', async () => {
    write('scripts/any.js', 'use(SECRETS[name]);\n');
    await Promise.all([renameInTree('TICKER_URL'), person.types('LINES_URL')]);
    match(person.asked[0]?.detail ?? '', /Not in Newsroom - Ingest - PROD, where flows name it too\./);
    match(person.asked[0]?.detail ?? '', /the name is computed\), and stays as it is:\n.*scripts\/any\.js:1$/);
    ok(keysOf(DEV).includes('TICKER_URL'));
  });

  it('is refused who is no Owner of one of the spaces, by its name', async () => {
    const file = [...initial.keys()].find((name) => name.startsWith('secrets/') && read(name).includes(`"${PROD}"`));
    ok(file);
    const [mine] = (JSON.parse(read(file)) as { sops: { age: { recipient: string }[] } }).sops.age;
    ok(mine);
    const other = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    const change = ['rotate', '--in-place', '--add-age', other, '--rm-age', mine.recipient];
    execFileSync(process.env['FLOW_SECRETS_SOPS'] ?? 'sops', [
      '--disable-version-check',
      ...change,
      join(workspaceFolder(), file),
    ]);
    await vscode.commands.executeCommand('flowSecrets.refresh');
    const unchanged = project();
    await Promise.all([renameInTree('RUNDOWN_URL'), person.types('ROSTER_URL')]);
    await person.hears(PROD);
    deepEqual(person.asked, []);
    deepEqual(project(), unchanged);
  });
});
