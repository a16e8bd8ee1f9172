import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/ui/results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One VS Code server; two cores would not carry two.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
});
