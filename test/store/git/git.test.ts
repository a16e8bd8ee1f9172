import assert from 'node:assert/strict';
import { isIgnored } from '../../../store/git/ignored.ts';
import { conflictedFiles } from '../../../store/git/merge-sources.ts';
import { revisionsOf } from '../../../store/git/revisions.ts';
import { TestRepository } from '../../support/repository.ts';

/** What git sets for a hook or an alias that it runs. */
const SET_BY_GIT = ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX'] as const;

describe('git, asked by a hook or an alias of its own', () => {
  let here: TestRepository;
  let there: TestRepository;
  beforeEach(async () => {
    [here, there] = [await TestRepository.create(), await TestRepository.create()];
    for (const { test } of [here, there]) await test.store.addSpace('DEV');
    here.commit('here');
    await there.test.write('.gitignore', '*.env\n');
    there.commit('there');
  });
  afterEach(async () => {
    for (const name of SET_BY_GIT) Reflect.deleteProperty(process.env, name);
    for (const { test } of [here, there]) await test.dispose();
  });

  for (const [what, dir] of [
    ['of another repository', () => there.test.path('.git')],
    ['as seen from its top', () => '.git'],
  ] as const) {
    it(`finds the repository around the folder, with a GIT_DIR ${what}`, async () => {
      Object.assign(process.env, { GIT_DIR: dir(), GIT_INDEX_FILE: '.git/index', GIT_PREFIX: 'secrets/' });
      const file = here.test.path('secrets/dev.space.json');
      assert.deepEqual(
        (await revisionsOf(file)).map(({ subject }) => subject),
        ['here'],
      );
      assert.deepEqual(await conflictedFiles(here.test.path('secrets')), []);
      assert.equal(await isIgnored(here.test.path('secrets/out.env')), false);
      assert.equal(await isIgnored(there.test.path('secrets/out.env')), true);
    });
  }
});
