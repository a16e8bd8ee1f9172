import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/ui/results',
  // Far above what a test takes: a busy machine is no failure.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // One VS Code server; two cores would not carry two.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
});
