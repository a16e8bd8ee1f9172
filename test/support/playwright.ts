import { type PlaywrightTestConfig } from '@playwright/test';

/** What holds for all tests in a browser. */
export const IN_A_BROWSER: PlaywrightTestConfig = {
  // Far above what a test takes: a busy machine is no failure.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // One server beside the browser; two cores would not carry more.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
};
