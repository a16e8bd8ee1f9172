import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/node-red-ui/results',
  // Far above what a test takes: a busy machine is no failure.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // One Node-RED beside the browser; two cores would not carry more.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  // The VERSIONS of test/node-red-host.
  projects: ['3.1', '4.1', '5.0'].map((name) => ({ name })),
});
