import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { text } from '../support/store.ts';
import { eventually } from './eventually.ts';
import { answering } from './flows.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { World } from './world.ts';

const SETTINGS = `editorTheme: { tours: false, projects: { enabled: true, workflow: { mode: 'manual' } } }`;
const FLOWS = answering('{ key: (global.get("SECRETS") || {}).API_KEY, label: env.get("NR_FLOW_NAME") }');

/** A project as Node-RED's own: a repository with a flow file, and here mostly with a store. */
async function addProject(userDir: string, name: string, world?: World): Promise<void> {
  const folder = path.join(userDir, 'projects', name);
  await mkdir(folder, { recursive: true });
  if (world) await cp(world.test.root, folder, { recursive: true });
  const settings = { flowFile: 'flow.json', credentialsFile: 'flow_cred.json' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name, 'node-red': { settings } }));
  const [tab, ...nodes] = FLOWS;
  await writeFile(path.join(folder, 'flow.json'), JSON.stringify([{ ...tab, label: name }, ...nodes]));
  await writeFile(path.join(folder, 'flow_cred.json'), '{}');
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
}

for (const version of VERSIONS) {
  describe(`in Node-RED ${version} with Projects, flows`, () => {
    const worlds = new Map<string, World>();
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    const read = async (): Promise<unknown> => {
      const answer = await nodeRed.fetch('/read');
      return answer.ok ? answer.json() : undefined;
    };

    before(async () => {
      userDir = await userDirWith(await pluginTarball());
      const keys: string[] = [];
      for (const name of ['orders', 'billing']) {
        const world = await World.create();
        await world.test.store.setSecret(text('DEV', 'API_KEY', `of ${name}`));
        await addProject(userDir.path, name, world);
        worlds.set(name, world);
        keys.push(world.runtime.secret.reveal());
      }
      await addProject(userDir.path, 'plain');
      const identityFile = path.join(userDir.path, 'runtime.txt');
      await writeFile(identityFile, keys.join('\n'));
      const projects = { projects: { orders: {}, billing: {}, plain: {} }, activeProject: 'orders' };
      await writeFile(path.join(userDir.path, '.config.projects.json'), JSON.stringify(projects));
      const env = { FLOW_SECRETS_IDENTITY_FILE: identityFile };
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env, settings: SETTINGS });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      for (const world of worlds.values()) await world.dispose();
    });

    it('read the secrets of the open project', async () => {
      assert.deepEqual(await read(), { key: 'of orders', label: 'orders' });
    });

    const open = async (name: string): Promise<void> => {
      const answer = await nodeRed.fetch(`/projects/${name}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ active: true }),
      });
      assert.ok(answer.ok, await answer.text());
    };

    it('read those of another one when it is opened', async () => {
      await open('billing');
      await eventually(read, { key: 'of billing', label: 'billing' });
    });

    it('read none of the one that was left when the other has no store', async () => {
      await open('plain');
      await eventually(read, { label: 'plain' });
      await nodeRed.logged(/\[warn\] \[flow-secrets\] There is no store in .*plain/);
    });
  });
}
