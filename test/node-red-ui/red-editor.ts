import { expect, type Locator, type Page } from '@playwright/test';

/** Node-RED's editor in the words of what a user does there. */
export class RedEditor {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the editor and shows our tab. */
  static async open(page: Page, url: string): Promise<RedEditor> {
    await page.goto(url);
    // Node-RED's own way: the tab's button has a place of its own in each version.
    await page.waitForFunction('window.RED?.sidebar && document.querySelector(".flow-secrets-sidebar")');
    // When the flows are there, Node-RED shows the tab that was open last.
    await expect(page.locator('#red-ui-loading-progress')).toBeHidden();
    await page.evaluate('RED.sidebar.show("flow-secrets")');
    const editor = new RedEditor(page);
    await expect(editor.tab).toBeVisible();
    return editor;
  }

  /** Our tab of the sidebar. */
  get tab(): Locator {
    return this.page.locator('.flow-secrets-sidebar');
  }
}
