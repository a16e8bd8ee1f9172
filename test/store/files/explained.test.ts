import assert from 'node:assert/strict';
import { createIdentity } from '../../../store/identity/identity.ts';
import { type SpaceRole } from '../../../store/store.ts';
import { TestRepository } from '../../support/repository.ts';
import { TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';

describe('a state of a space that git explains', () => {
  let repository: TestRepository;
  let test: TestStore;
  /** Another user of the same key, whose tools see other things. */
  let colleague: TestStore['store'];

  beforeEach(async () => {
    repository = await TestRepository.create();
    test = repository.test;
    await test.write('.gitignore', '.user/\n.colleague/\n');
    await test.store.create();
    await test.store.addSpace('DEV');
    colleague = test.open(undefined, '.colleague');
    repository.commit('one');
  });
  afterEach(() => test.dispose());

  async function set(value: string): Promise<void> {
    await test.store.setSecret(text('DEV', 'A', value));
    repository.commit(value);
  }

  const role = (): Promise<SpaceRole> => test.store.role('DEV');

  async function assertSilent(): Promise<void> {
    const { warning, note } = await role();
    assert.deepEqual([warning, note], [undefined, undefined]);
  }

  async function assertNote(pattern: RegExp): Promise<void> {
    const { warning, note } = await role();
    assert.equal(warning, undefined);
    assert.match(note!, pattern);
  }

  it('is a note on an older branch, also after a change there, and nothing is said back on the newer one', async () => {
    repository.git('branch', 'old');
    for (const value of ['a', 'b', 'c']) await set(value);
    repository.git('checkout', '--quiet', 'old');
    await assertNote(/version 1, and you have seen version 4: .* commit [0-9a-f]{8} \(Test, \d{4}-\d\d-\d\d\)/);
    await test.store.setSecret(text('DEV', 'B', 'b'));
    await assertNote(/version 2, and you have seen version 4/);
    repository.commit('on the old branch');
    await assertNote(/version 2/);
    repository.git('checkout', '--quiet', 'main');
    await assertSilent();
  });

  it('is a note after a stash and an aborted merge, with the state of the branch', async () => {
    await set('a');
    await test.store.setSecret(text('DEV', 'A', 'b'));
    await role();
    repository.git('stash', '--quiet');
    await assertNote(/version 2, and you have seen version 3/);
    repository.git('stash', 'pop', '--quiet');
    await assertSilent();
  });

  it('is a note with the commit where a colleague’s new data key was pulled, until it is accepted', async () => {
    const gone = await createIdentity('gone');
    await test.store.addOwner('DEV', gone.recipient);
    repository.commit('two');
    await colleague.removeOwner('DEV', gone.recipient);
    assert.match((await role()).warning!, /another data key/, 'nobody committed it');
    repository.commit('take them out');
    await assertNote(/another data key .*version 2, now 3.* commit [0-9a-f]{8} \(Test, .* age1\w+ took out age1/);
    await colleague.setSecret(text('DEV', 'B', 'b'));
    await assertNote(/another data key/);
    await test.store.acceptPresent('DEV');
    await assertSilent();
  });

  it('is a warning where the pulled file has a data key that no removed reader explains: it may be made anew', async () => {
    await set('a');
    const others = await TestStore.create();
    try {
      await others.store.create();
      others.identities = [test.me];
      await others.store.addSpace('DEV');
      for (const value of ['x', 'y', 'z']) await others.store.setSecret(text('DEV', 'A', value));
      await test.write(FILE, await others.read(FILE));
    } finally {
      await others.dispose();
    }
    repository.commit('innocent');
    const told =
      /another data key .*version 2, now 4.*commit [0-9a-f]{8} \(Test, .*nobody who was taken out.*sops.*anew/;
    assert.match((await role()).warning!, told);
    assert.deepEqual(test.warned, [], 'who only looks is told by the role');
    await test.store.setSecret(text('DEV', 'B', 'b'));
    assert.match(test.warned.join('\n'), told);
    assert.equal(test.warned.length, 1);
    await test.store.acceptPresent('DEV');
    await assertSilent();
  });

  for (const [what, value, told] of [
    ['a note where values that were there before are carried over', 'long enough', 'note'],
    ['a warning where none is: its history is easily forged', 'never read it', 'warning'],
  ] as const) {
    it(`with a new data key and a reader taken out is ${what}`, async () => {
      await set('long enough');
      const gone = (await createIdentity('gone')).recipient;
      const others = await TestStore.create();
      try {
        others.identities = [test.me];
        await others.store.addSpace('DEV');
        await others.store.setSecret(text('DEV', 'A', value));
        await others.store.addOwner('DEV', gone);
        await others.store.removeOwner('DEV', gone);
        await test.write(FILE, await others.read(FILE));
      } finally {
        await others.dispose();
      }
      repository.commit('innocent');
      const { warning, note } = await role();
      assert.match((told === 'note' ? note : warning)!, /another data key .* took out age1/);
      assert.equal(told === 'note' ? warning : note, undefined);
    });
  }

  it('is no change by sops where two branches got one version within a second', async () => {
    await repository.branch('theirs', () => test.store.setSecret(text('DEV', 'A', 'a')));
    assert.equal((await test.store.setSecret(text('DEV', 'B', 'b'))).version, 2);
    repository.commit('ours');
    assert.equal((await test.store.setSecret(text('DEV', 'C', 'c'))).version, 3);
    repository.commit('ours again');
    repository.git('checkout', '--quiet', 'theirs');
    assert.equal((await test.store.setSecret(text('DEV', 'D', 'd'))).version, 3);
  });

  it('is a note where the branch has a data key that was used here before', async () => {
    const gone = await createIdentity('gone');
    await test.store.addOwner('DEV', gone.recipient);
    repository.commit('two');
    await repository.branch('theirs', () => test.store.removeOwner('DEV', gone.recipient));
    for (const value of ['a', 'b']) await colleague.setSecret(text('DEV', 'A', value));
    repository.commit('three');
    await assertNote(/another data key .*version 3, now 4.*used that key before/);
    repository.git('checkout', '--quiet', 'theirs');
    await assertSilent();
  });

  it('is a note where we took a reader out on an older branch: that data key is ours', async () => {
    const gone = await createIdentity('gone');
    await test.store.addOwner('DEV', gone.recipient);
    repository.commit('two');
    repository.git('branch', 'old');
    for (const value of ['a', 'b']) await set(value);
    repository.git('checkout', '--quiet', 'old');
    await test.store.removeOwner('DEV', gone.recipient);
    await assertNote(/version 3, and you have seen version 4/);
    for (const value of ['c', 'd']) await test.store.setSecret(text('DEV', 'A', value));
    assert.deepEqual(test.warned, []);
    await assertNote(/version 4, now 5.*used that key before/);
    repository.commit('on the old branch');
    await assertNote(/used that key before/);
    repository.git('checkout', '--quiet', 'main');
    await assertSilent();
  });

  it('of a merge that is not committed yet is a note', async () => {
    const gone = await createIdentity('gone');
    await test.store.addOwner('DEV', gone.recipient);
    repository.commit('two');
    repository.git('checkout', '--quiet', '-b', 'theirs');
    await colleague.removeOwner('DEV', gone.recipient);
    repository.commit('take them out');
    repository.git('checkout', '--quiet', 'main');
    await test.write('other.txt', 'x');
    repository.commit('other');
    repository.git('merge', '--no-commit', '--quiet', 'theirs');
    await assertNote(/another data key/);
  });

  it('is a warning where a commit of the same branch put an older revision back, also by a merge', async () => {
    const old = await test.read(FILE);
    repository.git('branch', 'old');
    await set('a');
    await test.write(FILE, `${old}\n`);
    repository.commit('innocent');
    assert.match(
      (await role()).warning!,
      /version 1.*seen version 2.* commit [0-9a-f]{8} .* older revision was put back/,
    );
    repository.git('reset', '--quiet', '--hard', 'HEAD^');
    repository.git('checkout', '--quiet', 'old');
    repository.commit('something');
    repository.git('merge', '--quiet', '--strategy=ours', '--no-edit', 'main');
    assert.match((await role()).warning!, /older revision was put back/);
  });

  it('is a warning where the file is neither of the branch nor made from it, though git has it', async () => {
    const old = await test.read(FILE);
    await set('a');
    await test.write(FILE, old);
    assert.match((await role()).warning!, /version 1, but you have seen version 2/);
  });
});
