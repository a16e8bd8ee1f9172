import { expect, screenshot, test } from './fixtures.ts';

test.describe('colors', () => {
  for (const [file, place, ...names] of [
    // `mam` is an alias: no grammar knows that its member is a path.
    ['flows/ingest.json', 'Bearer ${mam.token', 'MAM', 'token'],
    ['scripts/archive-clip.js', 'SECRETS.TRANSCODER', 'TRANSCODER'],
    ['templates/breaking-news.mustache', 'SECRETS.MAM.url', 'MAM', 'url'],
  ] as const) {
    test(`tell names from the text around them: ${file}`, async ({ vs }) => {
      await vs.openFileAt(file, place);
      for (const name of names) await expect(vs.token(name)).toBeVisible();
      await screenshot(vs, `colors-${file.split('/').at(-1) ?? ''}`);
    });
  }
});
