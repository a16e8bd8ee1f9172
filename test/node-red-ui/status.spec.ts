import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('says when it was synced', async ({ editor }) => {
  await expect(editor.tab.getByRole('status')).toContainText('🆗 Synced');
});
