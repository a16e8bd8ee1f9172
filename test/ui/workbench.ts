import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { browserStorage, WINDOW_STATE } from './browser-storage.ts';

/** VS Code's window in the words of what a user does there. */
export class Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  /**
   * Closes the window and opens it again. Left first: a page that is reloaded may keep a service worker that serves no web view.
   * @param kept what is to be there again, as its web view's state tells it: VS Code in a browser stores the state of a
   *   window every few seconds when there is nothing else to do, and no more when the window is left
   */
  async reopen(kept: string): Promise<void> {
    const stored = async () => (await browserStorage(this.page, WINDOW_STATE)).replaceAll('\\', '');
    await expect.poll(stored).toContain(kept);
    const address = this.page.url();
    await this.page.goto('about:blank');
    await this.page.goto(address, { waitUntil: 'commit' });
  }

  // ---- the sidebar

  get sidebar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Opens the views of Flow Secrets. */
  async openSidebar(): Promise<void> {
    const icon = this.page.locator('.part.activitybar').getByRole('tab', { name: 'Flow Secrets' });
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
    await expect(icon).toHaveAttribute('aria-selected', 'true');
  }

  /** Waits until the language server has answered: the views have rows, or say why they have none. */
  async ready(): Promise<void> {
    await this.openSidebar();
    const welcome = this.sidebar.locator('.welcome-view-content').filter({ hasNotText: 'Reading flow files' });
    await this.sidebar.getByRole('treeitem').or(welcome).first().waitFor();
  }

  /** The row that a screen reader names so: `Secret MAM`, `Space Newsroom - Ingest - DEV`, `Field domain`. */
  row(name: string): Locator {
    return this.sidebar.getByRole('treeitem', { name: beginsWith(name) });
  }

  /** Opens a row that is closed. */
  async expand(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await expect(row).toHaveAttribute('aria-expanded', 'true');
  }

  /** Presses one of the buttons that a row shows under the pointer. */
  async pressInRow(row: Locator, button: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: button }).click();
  }

  /** Presses a button in the title of a view. */
  async pressInView(view: string, button: string): Promise<void> {
    const pane = this.sidebar.locator('.pane').filter({ has: this.page.locator('.pane-header', { hasText: view }) });
    await pane.hover();
    await pane.locator('.pane-header').getByRole('button', { name: button }).click();
  }

  /** Closes a view, so that the others have room. */
  async fold(view: string): Promise<void> {
    await this.#setFolded(view, true);
  }

  async unfold(view: string): Promise<void> {
    await this.#setFolded(view, false);
  }

  async #setFolded(view: string, folded: boolean): Promise<void> {
    const header = this.sidebar.locator('.pane-header', { hasText: view });
    if ((await header.getAttribute('aria-expanded')) === String(folded)) await header.click();
    await expect(header).toHaveAttribute('aria-expanded', String(!folded));
  }

  /** Rests the pointer on a row until its tooltip shows. */
  async showTooltip(row: Locator): Promise<void> {
    const box = await row.locator('.label-name').boundingBox();
    if (box === null) throw new Error('The row is not visible.');
    // A pointer that jumps there is no movement to VS Code.
    await this.page.mouse.move(box.x + box.width / 2, box.y + 200);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
    await this.hover().first().waitFor();
  }

  /**
   * Chooses an item of a row's menu. After a change, wait first until the tree shows it: while VS Code shows a row anew it
   * knows none of those below it, and a command that is chosen on one of them then has to ask what it is about.
   */
  async chooseInContextMenu(row: Locator, item: string): Promise<void> {
    await row.click({ button: 'right' });
    await this.chooseInMenu(item);
  }

  /** Chooses an item of the menu that opens. */
  async chooseInMenu(name: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name });
    // A menu takes no click in its first moments, but a key at once.
    await item.hover();
    await expect(item).toBeFocused();
    await this.page.keyboard.press('Enter');
    await expect(item).toHaveCount(0);
  }

  // ---- input boxes, lists, dialogs, messages

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get quickInputBox(): Locator {
    return this.quickInput.locator('.quick-input-box input');
  }

  /** Types an answer into the input box that asks for it. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await expect(this.quickInput).toContainText(question);
    await this.quickInputBox.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Types a path into the file dialog, once it has listed the folder: till then it fills in a path of its own. */
  async answerPath(path: string): Promise<void> {
    await this.choices().first().waitFor();
    await this.quickInputBox.fill(path);
    await expect(this.quickInputBox).toHaveValue(path);
    await this.page.keyboard.press('Enter');
  }

  /** The items of the list that is open. */
  choices(): Locator {
    return this.quickInput.locator('.quick-input-list .monaco-list-row');
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.choices().filter({ hasText: label }).first().click();
  }

  /** Runs a command from the palette by its whole title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInputBox.fill(`>${title}`);
    await this.quickInput.locator(`.monaco-list-row[aria-label^="${title}"]`).first().click();
  }

  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Confirms the keys that something is sealed to in this store for the first time. */
  async confirmRecipients(): Promise<void> {
    await expect(this.dialog).toContainText('age1');
    await this.dialog.getByRole('button', { name: 'Confirm' }).click();
  }

  /** Adds a JSON secret to a space, in the form. */
  async addJsonSecret(space: string, key: string, json: string): Promise<void> {
    await this.pressInRow(this.row(`Space ${space}`), 'Add Secret');
    await this.answer(`Add Secret to ${space}`, key);
    await this.choose('An object or array');
    await this.answer('stored in clear', '');
    await this.webview().locator('textarea').fill(json);
    await this.webview().getByRole('button', { name: 'Save' }).click();
  }

  message(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** The web view that is open, for what stands in it. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Opens what the braces in the status bar show. */
  async showLanguageStatus(): Promise<void> {
    await this.page.locator('.part.statusbar [id="status.languageStatus"]').hover();
  }

  /** The rows that the language status shows. */
  languageStatus(): Locator {
    return this.page.locator('.hover-language-status');
  }

  // ---- the editor

  get editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** Opens a file of the folder with the cursor just behind some text in it, and waits until it takes keys. */
  async openFileAt(file: string, text: string): Promise<void> {
    await this.leaveForFileAt(file, text);
    await this.takesKeys();
  }

  /** Waits until the keyboard goes to the editor. */
  async takesKeys(): Promise<void> {
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Opens a file as above; what is left for it may ask something first. */
  async leaveForFileAt(file: string, text: string): Promise<void> {
    const content = readFileSync(join(this.folder, file), 'utf8');
    const offset = content.indexOf(text);
    if (offset < 0) throw new Error(`${file} does not hold ${text}`);
    const lines = content.slice(0, offset + text.length).split('\n');
    const column = (lines.at(-1) ?? '').length + 1;
    await this.page.keyboard.press('Control+P');
    await this.quickInputBox.fill(`${file}:${lines.length}:${column}`);
    await this.choices()
      .filter({ hasText: basename(file) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(basename(file)).waitFor();
    await expect(this.page.locator('.part.statusbar')).toContainText(`Ln ${lines.length}, Col ${column}`);
  }

  /** Opens the function code with the cursor in an editor of its own, and waits until that takes keys: its tab comes first. */
  async editCode(title: string): Promise<void> {
    await this.command('Flow Secrets: Edit Code');
    await this.tab(title).waitFor();
    await expect(this.page.locator('.part.statusbar')).toContainText('JavaScript');
    await this.takesKeys();
  }

  /** A piece of text that has a color of its own. */
  token(text: string): Locator {
    return this.editor.locator('.view-line span[class^="mtk"]').getByText(text, { exact: true }).first();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async deleteBack(characters: number): Promise<void> {
    for (let i = 0; i < characters; i++) await this.page.keyboard.press('Backspace');
  }

  async deleteForward(characters: number): Promise<void> {
    for (let i = 0; i < characters; i++) await this.page.keyboard.press('Delete');
  }

  /** Presses F2 on the symbol under the cursor, once the window knows that it is one: its uses are marked then. */
  async startRename(symbol: string): Promise<void> {
    await this.editor.locator('.wordHighlight').first().waitFor();
    await this.page.keyboard.press('F2');
    await expect(this.quickInput).toContainText(`Rename ${symbol}`);
  }

  /** Presses F2 as above, and gives the new name. */
  async renameHere(symbol: string, to: string): Promise<void> {
    await this.startRename(symbol);
    await this.answer('The new name', to);
  }

  /** What VS Code shows before it makes edits that need confirmation. */
  get refactorPreview(): Locator {
    return this.page.locator('.bulk-edit-panel');
  }

  /** Gives it up, and waits until it is closed: the focus goes back then. */
  async discardPreview(): Promise<void> {
    await this.refactorPreview.getByRole('button', { name: 'Discard' }).click();
    await expect(this.refactorPreview.getByRole('button', { name: 'Apply' })).toBeHidden();
  }

  /** The row of a file in it. */
  refactorRow(file: string): Locator {
    return this.refactorPreview.locator('.monaco-list-row').filter({ hasText: file });
  }

  suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Takes the suggestion with this label. */
  async accept(label: string): Promise<void> {
    const name = this.page.locator('.label-name').filter({ hasText: new RegExp(`^${label}$`) });
    await this.suggestions().filter({ has: name }).first().click();
  }

  ghostText(): Locator {
    return this.editor.locator('.ghost-text-decoration, .ghost-text-decoration-preview');
  }

  /** The lines under red or yellow waves. */
  squiggles(severity: 'error' | 'warning'): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  hover(): Locator {
    return this.page.locator('.monaco-hover:visible');
  }

  /** Opens Problems, and waits until it has taken the focus: that would close what the next keys open. */
  async openProblems(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+M');
    await this.page.locator('.markers-panel :focus').waitFor();
  }

  problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /**
   * Finds all references of the symbol under the cursor. The view shows rows first, and takes the focus for the one that it
   * selects a moment later: a list that was opened in between would close under the keys.
   */
  async findReferences(): Promise<void> {
    await this.page.keyboard.press('Shift+Alt+F12');
    await this.#referencesView.locator('.monaco-list:focus .monaco-list-row.selected').first().waitFor();
  }

  /** The rows of the references view. */
  references(): Locator {
    return this.#referencesView.getByRole('treeitem');
  }

  get #referencesView(): Locator {
    return this.page.locator('.references-view, [id="workbench.view.extension.references-view"]');
  }

  /** The quick fixes at the cursor, once they are asked for. */
  async quickFixes(): Promise<Locator> {
    await this.command('Quick Fix...');
    return this.page.locator('.action-widget .monaco-list-row');
  }

  // ---- the clipboard

  async clipboard(): Promise<string> {
    return await this.page.evaluate<string>('navigator.clipboard.readText()');
  }
}

function beginsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(,|$)`);
}
