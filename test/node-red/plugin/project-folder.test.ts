import assert from 'node:assert/strict';
import { homeOfFlows } from '../../../node-red/plugin/project-folder.ts';
import { type Red } from '../../../node-red/plugin/red.ts';

function settings(projects: object | undefined, kept: unknown): Red['settings'] {
  return {
    userDir: '/data',
    ...(projects && { editorTheme: { projects } }),
    get: () => kept,
    set: () => Promise.resolve(),
  };
}

describe('the folder of flows', () => {
  const active = { activeProject: 'orders', projects: { orders: {} } };
  const rows: readonly (readonly [string, Red['settings'], string])[] = [
    ['the user folder without Projects', settings(undefined, active), '/data'],
    ['the user folder with Projects off', settings({ enabled: false }, active), '/data'],
    ['the user folder while no project is open', settings({ enabled: true }, { projects: {} }), '/data'],
    ['the user folder where nothing is kept', settings({ enabled: true }, undefined), '/data'],
    ['the open project', settings({ enabled: true }, active), '/data/projects/orders'],
    ['the open project where all lie elsewhere', settings({ enabled: true, path: '/repos' }, active), '/repos/orders'],
  ];
  for (const [what, given, expected] of rows) {
    it(`is ${what}`, () => {
      assert.equal(homeOfFlows(given), expected);
    });
  }

  it('is the user folder where Node-RED keeps no settings', () => {
    const get = (): never => {
      throw new Error('Settings not available');
    };
    assert.equal(homeOfFlows({ ...settings({ enabled: true }, undefined), get }), '/data');
  });
});
