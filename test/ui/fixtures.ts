import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type BrowserContext } from '@playwright/test';
import { createDemo, type Demo } from '../../scripts/demo/demo.ts';
import { launchBrowser } from '../vscode-host/browser.ts';
import { startServer, type VsCodeServer } from '../vscode-host/server.ts';
import { workbenchUrl } from '../vscode-host/urls.ts';
import { Workbench } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..');

/** What all tests share: starting it takes seconds. */
interface Shared {
  readonly demo: Demo;
  readonly server: VsCodeServer;
  readonly context: BrowserContext;
}

interface Fixtures {
  /** What stands in the workspace when the window opens; a test may replace it. */
  prepare: (workspace: string) => void | Promise<void>;
  /** A window on a copy of the newsroom example of its own. */
  vs: Workbench;
}

/** `test` of Playwright with a real VS Code in which the packed extension is installed. */
export const test = base.extend<Fixtures, { shared: Shared }>({
  shared: [
    async ({}, use) => {
      const demo = await createDemo();
      const server = await startServer({
        vsix: [join(root, 'flow-secrets.vsix')],
        env: demo.env,
        // All that client and server say to each other is then in the log, which the canary test reads.
        traceLogs: true,
        settings: { 'flowSecrets.trace.server': 'verbose' },
      }).catch((error: unknown) => {
        demo.remove();
        throw error;
      });
      const { browser, context } = await launchBrowser();
      await use({ demo, server, context });
      await browser.close();
      await server.stop();
      demo.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  prepare: async ({}, use) => {
    await use(() => undefined);
  },

  vs: async ({ shared, prepare }, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'flow-secrets-ui-'));
    const workspace = join(folder, 'newsroom');
    cpSync(shared.demo.workspace, workspace, { recursive: true });
    await prepare(workspace);
    const page = await shared.context.newPage();
    await page.goto(workbenchUrl(shared.server, { folder: workspace }), { waitUntil: 'commit' });
    await page.locator('.part.activitybar').getByRole('tab', { name: 'Flow Secrets' }).waitFor();
    const vs = new Workbench(page, workspace);
    await vs.ready();
    await use(vs);
    if (info.status !== info.expectedStatus) {
      await page.screenshot({ path: info.outputPath('failed.png') });
      cpSync(join(shared.server.dataDir, 'data', 'logs'), info.outputPath('logs'), { recursive: true });
    }
    // Leaving the page lets its extension host end.
    await page.goto('about:blank');
    await page.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Takes the registered runtimes out of flow-secrets.json. */
export function withoutRuntimes(workspace: string): void {
  const file = join(workspace, 'flow-secrets.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete config['runtimes'];
  writeFileSync(file, JSON.stringify(config));
}

/** Puts a store there that is sealed to other people's keys. */
export async function putSomeoneElsesStore(workspace: string): Promise<void> {
  const other = await createDemo();
  cpSync(other.workspace, workspace, { recursive: true });
  other.remove();
}

/** Keeps a picture of the window in out/ui. */
export async function screenshot(vs: Workbench, name: string): Promise<void> {
  await vs.page.screenshot({ path: join(root, 'out', 'ui', `${name}.png`) });
}

export { expect } from '@playwright/test';
