import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/node-red-ui/results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One Node-RED beside the browser; two cores would not carry more.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  // The VERSIONS of test/node-red-host.
  projects: ['3.1', '4.1', '5.0'].map((name) => ({ name })),
});
