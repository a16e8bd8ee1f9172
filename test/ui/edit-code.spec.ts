import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';

const FLOW = 'flows/ingest.json';
const TITLE = 'Call MAM › Address and token.js';

test.describe('code in an editor of its own', () => {
  test('has a lens, opens, completes, is saved back, and asks about a conflict', async ({ vs }) => {
    const file = join(vs.folder, FLOW);
    await vs.openFileAt(FLOW, '"func": "const mam');
    await vs.editor.getByText('Edit Code').first().waitFor();
    await vs.editCode(TITLE);
    await vs.page.keyboard.press('Control+End');
    // VS Code's JavaScript help is there when it finds fault with something; who types a dot sooner gets no members.
    await vs.type('\n)');
    await expect(vs.squiggles('error')).not.toHaveCount(0);
    await vs.deleteBack(1);
    await vs.type('node.');
    await expect(vs.suggestions().filter({ hasText: 'linkcall' })).toBeVisible();
    await screenshot(vs, 'edit-code-javascript');
    await vs.page.keyboard.press('Escape');
    await vs.deleteBack('node.'.length);
    await vs.type("global.get('SECRETS.");
    await expect(vs.suggestions().filter({ hasText: 'TRANSCODER' })).toHaveCount(1);
    await screenshot(vs, 'edit-code');
    await vs.accept('TRANSCODER');
    await vs.page.keyboard.press('Control+S');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain("return msg;\\nglobal.get('SECRETS.TRANSCODER')");

    // Someone else changes the same code on disk while it is edited here.
    const saved = readFileSync(file, 'utf8');
    await vs.type(' // mine');
    writeFileSync(file, saved.replace('const mam', '/* theirs */ const mam'));
    await vs.page.keyboard.press('Control+S');
    const conflict = vs.message('is newer');
    await expect(conflict).toBeVisible();
    await screenshot(vs, 'edit-code-conflict');
    await conflict.getByRole('button', { name: 'Compare' }).click();
    await expect(vs.page.locator('.monaco-diff-editor')).toContainText('theirs');
    await screenshot(vs, 'edit-code-compare');
    expect(readFileSync(file, 'utf8')).toContain('/* theirs */');
    await expect(vs.tab(/Resolve save conflict/)).toContainText('Address and token');
    await vs.page.getByRole('button', { name: /overwrite file contents/i }).click();
    await expect.poll(() => readFileSync(file, 'utf8')).toContain("SECRETS.TRANSCODER // mine')");
    expect(readFileSync(file, 'utf8')).not.toContain('theirs');
  });

  test('comes back unsaved when the window does, and is still asked about', async ({ vs, shared }) => {
    const file = join(vs.folder, FLOW);
    await vs.openFileAt(FLOW, '"func": "const mam');
    await vs.editCode(TITLE);
    await vs.page.keyboard.press('Control+End');
    await vs.type(' // unsaved');
    await expect.poll(() => backups(shared.server.dataDir)).toContain('// unsaved');
    writeFileSync(file, readFileSync(file, 'utf8').replace('const mam', '/* theirs */ const mam'));
    await vs.page.reload();
    await vs.tab(TITLE).click();
    await expect(vs.editor).toContainText('// unsaved');
    await vs.editor.click();
    await vs.page.keyboard.press('Control+S');
    await expect(vs.message('is newer')).toBeVisible();
    expect(readFileSync(file, 'utf8')).not.toContain('unsaved');
    await screenshot(vs, 'edit-code-hot-exit');
  });

  test('is in the menu of a flow file, with Extract to Secret', async ({ vs }) => {
    await vs.openFileAt(FLOW, 'application/json');
    // The menu knows a flow file when the language server has answered.
    await vs.editor.getByText('Edit Code').first().waitFor();
    await vs.page.keyboard.press('Control+Shift+ArrowLeft');
    await vs.page.keyboard.press('Shift+F10');
    const menu = vs.page.locator('.monaco-menu');
    await expect(menu.getByRole('menuitem', { name: 'Extract to Secret…' })).toBeVisible();
    await screenshot(vs, 'editor-menu');
    await vs.chooseInMenu('Edit Code');
    await vs.tab(TITLE).waitFor();
  });
});

/** What VS Code keeps of unsaved editors. */
function backups(dataDir: string): string {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\bBackups\b.*\bflow-code\b./.test(path))
    .map((path) => readFileSync(join(dataDir, path), 'utf8'))
    .join('\n');
}
