import { expect, screenshot, test } from './fixtures.ts';
import { commit, expectValue, git, setFtp, storeOf } from './repository.ts';

const DEV = 'Newsroom - Ingest - DEV';

test.describe('a merge', () => {
  test.use({
    prepare: async ({ shared }, use) => {
      await use(async (workspace) => {
        git(workspace, 'init', '--quiet', '--initial-branch=main');
        const store = storeOf(workspace, shared.demo.env);
        commit(workspace, 'Start');
        git(workspace, 'checkout', '--quiet', '-b', 'theirs');
        await setFtp(store, DEV, 'their value');
        commit(workspace, 'Theirs');
        git(workspace, 'checkout', '--quiet', 'main');
        await setFtp(store, DEV, 'our value');
        commit(workspace, 'Ours');
        expect(() => {
          git(workspace, 'merge', 'theirs');
        }).toThrow();
      });
    },
  });

  test('that git left in conflict is resolved by asking whose value is kept', async ({ vs }) => {
    const broken = vs.sidebar.getByRole('treeitem', { name: /conflict markers/ });
    await expect(broken).toBeVisible();
    await vs.pressInRow(broken, 'Resolve Merge');
    await expect(vs.quickInput).toContainText('2');
    await expect(vs.choices().filter({ hasText: 'Theirs' })).toContainText('changed');
    await screenshot(vs, 'merge');
    await vs.choose('Theirs');
    await expect(vs.message('git add')).toBeVisible();
    await vs.expand(vs.row(`Space ${DEV}`));
    await screenshot(vs, 'merged');
    await expectValue(vs, 'FTP_PASSWORD', 'their value');
  });
});
