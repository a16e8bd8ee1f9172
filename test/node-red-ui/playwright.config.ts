import { defineConfig } from '@playwright/test';
import { IN_A_BROWSER } from '../support/playwright.ts';

export default defineConfig({
  ...IN_A_BROWSER,
  testDir: '.',
  outputDir: '../../out/node-red-ui/results',
  // The VERSIONS of test/node-red-host.
  projects: ['3.1', '4.1', '5.0'].map((name) => ({ name })),
});
