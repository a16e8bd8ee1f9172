import { type Page, test as base } from '@playwright/test';
import { NodeRed, VERSIONS } from '../node-red-host/node-red.ts';
import { pluginTarball, userDirWith } from '../node-red-host/palette.ts';
import { World } from '../node-red-host/world.ts';
import { launchBrowser } from '../vscode-host/browser.ts';
import { FLOWS } from './flows.ts';
import { RedEditor } from './red-editor.ts';

/** What all tests of one version share: starting it takes seconds. */
interface Shared {
  readonly world: World;
  readonly nodeRed: NodeRed;
  readonly newPage: () => Promise<Page>;
}

interface Fixtures {
  /** An editor of its own on the shared Node-RED, with our tab shown. */
  editor: RedEditor;
}

/** `test` of Playwright with a real Node-RED in which the packed palette module is installed. */
export const test = base.extend<Fixtures, { shared: Shared }>({
  shared: [
    async ({}, use, info) => {
      const version = VERSIONS.find((name) => name === info.project.name);
      if (!version) throw new Error('Each project is a version of Node-RED.');
      const world = await World.create();
      const userDir = await userDirWith(await pluginTarball());
      const nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows: FLOWS });
      const { browser, context } = await launchBrowser();
      await use({ world, nodeRed, newPage: () => context.newPage() });
      await browser.close();
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  editor: async ({ shared }, use, info) => {
    const page = await shared.newPage();
    const editor = await RedEditor.open(page, shared.nodeRed.url);
    await use(editor);
    if (info.status !== info.expectedStatus) await page.screenshot({ path: info.outputPath('failed.png') });
    await page.close();
  },
});
