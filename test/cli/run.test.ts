import assert from 'node:assert/strict';
import { COMMANDS } from '../../cli/commands.ts';
import { cli, World } from './fixture.ts';

describe('flow-secrets', () => {
  let world: World;
  before(async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY' });
  });
  after(() => world.dispose());

  it('tells its commands and each command its options', async () => {
    const help = await cli(world, ['--help']);
    assert.equal(help.code, 0);
    for (const { name } of COMMANDS) {
      assert.match(help.out, new RegExp(`^  ${name} `, 'm'));
      const own = await cli(world, [name, '--help']);
      assert.equal(own.code, 0);
      assert.match(own.out, new RegExp(`^Usage: flow-secrets ${name} `));
      assert.match(own.out, /--json/);
      assert.equal((await cli(world, ['help', name])).out, own.out);
    }
  });

  it('tells its version', async () => {
    assert.match((await cli(world, ['--version'])).out, /^\d+\.\d+\.\d+$/);
  });

  const wrong: [title: string, args: string[], says: RegExp][] = [
    ['no command', [], /Usage/],
    ['an unknown command', ['chek'], /no command chek/],
    ['an unknown option', ['check', '--jsn'], /no option --jsn/],
    ['an option without its value', ['check', '--root', '--json'], /'--root' argument is ambiguous: see/],
    ['an option of another command', ['usages', 'X', '--require-complete'], /usages has no option --require-complete/],
    ['an option without its value', ['check', '--root'], /--root/],
    ['no file', ['references'], /needs a file/],
    ['a file that is not there', ['references', 'nowhere.json'], /nowhere\.json is not there/],
    ['a folder as file', ['references', '.'], /folder/],
    ['no name', ['usages'], /needs one name/],
    ['two names', ['usages', 'A', 'B'], /needs one name/],
    ['a root that is not there', ['check', '--root', 'nowhere'], /nowhere is no folder/],
    ['a path that is not there', ['check', 'nowhere'], /nowhere is not there/],
    ['a path outside of the workspace', ['check', '..'], /lies outside/],
    ['a name for unused', ['unused', 'A'], /takes no name/],
  ];
  for (const [title, args, says] of wrong) {
    it(`${title} is wrong use`, async () => {
      const { code, out, err } = await cli(world, args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, says);
    });
  }

  it('shows the control characters of names instead of obeying them', async () => {
    const evil = 'a\u001b[2J\n\u009b\u202e.js';
    const hostile = await World.create({
      [evil]: 'SECRETS["K\\u001b]0;x\\u0007"]; SECRETS["\\ud800👩\\u200d💻"]',
      'torn\u001b[31m.json': '[{"id":',
    });
    try {
      for (const args of [
        ['check'],
        ['usages', 'K\u001b]0;x\u0007'],
        ['references', evil],
        ['references', '\u001b[2J'],
      ]) {
        const { out, err } = await cli(hostile, args);
        assert.doesNotMatch(`${out}\n${err}`, /(?!\n)[\p{Cc}\p{Cf}]/u);
      }
      const lines = (await cli(hostile, ['references', evil])).out.split('\n');
      assert.equal(lines[0], 'a\\u001b[2J\\u000a\\u009b\\u202e.js:1:10 SECRETS.K\\u001b]0;x\\u0007');
      const json = await cli(hostile, ['references', '--json', evil]);
      assert.doesNotMatch(json.out, /(?!\n)[\p{Cc}\p{Cf}]/u);
      const [first, second] = JSON.parse(json.out) as { file: string; key: string }[];
      assert.deepEqual([first?.file, first?.key], [evil, 'K\u001b]0;x\u0007']);
      assert.equal(second?.key, '\ud800👩\u200d💻');
    } finally {
      await hostile.dispose();
    }
  });

  it('takes options anywhere, and nothing after -- as one', async () => {
    const expected = await cli(world, ['references', 'a.js', '--json']);
    assert.equal(expected.code, 0);
    assert.deepEqual(await cli(world, ['--json', 'references', 'a.js']), expected);
    assert.match((await cli(world, ['references', '--', '--json'])).err, /--json is not there/);
  });
});
