import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { type VsCodeServer } from './server.ts';

const CHROMIUM_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** The Chromium to use: `CHROMIUM_PATH`, else the system's. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? CHROMIUM_PLACES.find((path) => existsSync(path));
}

/** Starts headless Chromium. @throws when there is none, saying how to get one. */
export async function launchBrowser(): Promise<{ readonly browser: Browser; readonly context: BrowserContext }> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error('No Chromium here: `apt-get install chromium`, or name one in CHROMIUM_PATH.');
  }
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return { browser, context };
}

/** The workbench's address for a folder or a .code-workspace file; with neither, an empty window. */
export function workbenchUrl(
  server: VsCodeServer,
  target: {
    readonly folder?: string | undefined;
    readonly workspace?: string | undefined;
    /** VS Code's development payload: pairs such as `extensionTestsPath`. */
    readonly payload?: readonly (readonly [name: string, value: string])[];
  },
): string {
  const url = new URL(server.url);
  if (target.folder !== undefined) url.searchParams.set('folder', resolve(target.folder));
  else if (target.workspace !== undefined) url.searchParams.set('workspace', resolve(target.workspace));
  else url.searchParams.set('ew', 'true');
  if (target.payload !== undefined) url.searchParams.set('payload', JSON.stringify(target.payload));
  return url.href;
}

/** A path of this machine as the workbench page names it. */
export function remoteUri(server: VsCodeServer, path: string): string {
  const segments = resolve(path).split('/').map(encodeURIComponent);
  return `vscode-remote://127.0.0.1:${server.port}${segments.join('/')}`;
}
