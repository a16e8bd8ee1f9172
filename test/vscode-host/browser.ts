import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

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
function chromiumPath(): string | undefined {
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
