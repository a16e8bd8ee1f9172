import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FrameLocator, type Locator, type Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** VS Code's window in the words of what a user does there. */
export class Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  // ---- the sidebar

  /** Opens the views of Flow Secrets and waits until they have rows. */
  async openSidebar(): Promise<void> {
    await this.page.locator('.part.activitybar').getByRole('tab', { name: 'Flow Secrets' }).click();
    await this.view('Spaces').waitFor();
  }

  view(name: string): Locator {
    return this.page.getByRole('tree', { name, exact: true });
  }

  /** The row with this label; with a description, the one that shows it too. */
  row(view: string, label: string): Locator {
    const name = this.page.locator('.monaco-icon-label .label-name', { hasText: exactly(label) });
    return this.view(view).getByRole('treeitem').filter({ has: name });
  }

  rows(view: string): Locator {
    return this.view(view).getByRole('treeitem');
  }

  /** Opens a row that is closed. */
  async expand(row: Locator): Promise<void> {
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await expect(row).toHaveAttribute('aria-expanded', 'true');
  }

  /** Presses one of the buttons that a row shows under the pointer. */
  async pressInRow(row: Locator, button: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: button }).click();
  }

  async chooseInContextMenu(row: Locator, item: string): Promise<void> {
    await row.click({ button: 'right' });
    await this.page.locator('.context-view.monaco-menu-container').getByRole('menuitem', { name: item }).click();
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

  message(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** The web view that is open, for what stands in it. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  // ---- the editor

  get editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** Opens a file of the folder with the cursor just behind some text in it. */
  async openFileAt(file: string, text: string): Promise<void> {
    const content = readFileSync(join(this.folder, file), 'utf8');
    const offset = content.indexOf(text);
    if (offset < 0) throw new Error(`${file} does not hold ${text}`);
    const before = content.slice(0, offset + text.length).split('\n');
    const position = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    await this.page.keyboard.press('Control+P');
    await this.quickInputBox.fill(`${file}:${position}`);
    await this.choices()
      .filter({ hasText: file.split('/').at(-1) ?? file })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(file.split('/').at(-1) ?? file).waitFor();
    await expect(this.editor)
      .toBeFocused({ timeout: 1 })
      .catch(() => undefined);
  }

  suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  ghostText(): Locator {
    return this.editor.locator('.ghost-text, .ghost-text-decoration, .ghost-text-decoration-preview');
  }

  hover(): Locator {
    return this.page.locator('.monaco-hover:visible');
  }

  problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row');
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
