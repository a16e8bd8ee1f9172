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
    const editor = new RedEditor(page);
    await editor.#showTab();
    return editor;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#showTab();
  }

  async #showTab(): Promise<void> {
    // Node-RED's own way: the tab's button has a place of its own in each version.
    await this.page.waitForFunction('window.RED?.sidebar && document.querySelector(".flow-secrets-sidebar")');
    // The flows come last.
    await this.page.locator('.red-ui-flow-node').first().waitFor();
    // When the flows are there, Node-RED shows the tab that was open last.
    await expect(this.page.locator('#red-ui-loading-progress')).toBeHidden();
    await this.page.evaluate('RED.sidebar.show("flow-secrets")');
    await expect(this.tab).toBeVisible();
  }

  /** Our tab of the sidebar. */
  get tab(): Locator {
    return this.page.locator('.flow-secrets-sidebar');
  }

  /** The row that a screen reader names so. */
  row(name: string): Locator {
    return this.tab.getByRole('treeitem', { name }).first();
  }

  /** Opens a node's dialog. Not by two clicks: Node-RED counts them itself, and a busy machine makes them single ones. */
  async edit(node: string): Promise<void> {
    await this.page.evaluate(`RED.editor.edit(RED.nodes.node(${JSON.stringify(node)}))`);
    await this.page.locator('#node-dialog-ok').waitFor();
    // A moment later Node-RED puts the cursor into the dialog: what is typed until then would go astray.
    await this.page.waitForFunction('document.activeElement.closest(".red-ui-tray-body")');
  }

  /** Adds nodes to the flows without a deploy. */
  async importNodes(nodes: readonly object[]): Promise<void> {
    await this.page.evaluate(`RED.nodes.import(${JSON.stringify(nodes)})`);
  }

  /** Changes a setting, and waits until the runtime has kept it. */
  async kept(change: () => Promise<unknown>): Promise<void> {
    const answer = this.page.waitForResponse(/\/flow-secrets\/settings$/);
    await change();
    expect((await answer).ok()).toBe(true);
  }
}
