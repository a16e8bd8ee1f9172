import { defineConfig } from '@playwright/test';
import { IN_A_BROWSER } from '../support/playwright.ts';

export default defineConfig({ ...IN_A_BROWSER, testDir: '.', outputDir: '../../out/ui/results' });
