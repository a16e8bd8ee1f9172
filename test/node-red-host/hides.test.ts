import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chain, code } from './chain.ts';
import { contextRequests } from './context-requests.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { addProbeNode } from './probe-node.ts';
import { expectedText, PROBE_FLOWS, PROBES } from './probes.ts';
import { Comms, rawRequest } from './wire.ts';
import { World } from './world.ts';

/** Secret values, and plain fields of credentials. */
const CANARIES = /canary-(?:text|nested|sealed)|mg\.example/;

const SETTINGS = `
  httpAdminRoot: '/admin',
  contextStorage: { default: { module: 'localfilesystem' }, file: { module: 'memory' } },
  logging: { console: { level: 'trace', metrics: true, audit: true } },`;

/** Where the globals may be found: as settings.js has it. */
const SEEDS: Readonly<Record<string, string>> = {
  'with functionGlobalContext': '',
  'without functionGlobalContext': 'functionGlobalContext: undefined,',
  'with names of ours in functionGlobalContext': `
    functionGlobalContext: { SECRETS: { old: 1 }, CREDENTIALS: {}, own: 2 }, exportGlobalContextKeys: true,`,
};

/** What makes Node-RED write context files, and tell editors something that can be waited for. */
const OWN_FLOWS = chain(
  'own',
  'reads',
  code('global.set("own", 1); flow.set("own", 1); context.set("own", 1); node.warn("beacon"); return msg;'),
);

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      await addProbeNode(userDir.path);
    });
    after(async () => {
      await userDir.remove();
      await world.dispose();
    });

    for (const [name, seed] of Object.entries(SEEDS)) {
      describe(`${name}, values that flows read show`, () => {
        /** What was seen, by where. */
        const seen = new Map<string, string>();

        before(async () => {
          const options = { version, userDir: userDir.path, env: world.env, settings: SETTINGS + seed };
          const hasSeed = seed !== SEEDS['without functionGlobalContext'];
          await use(
            'before a restart',
            await NodeRed.start({ ...options, flows: [...PROBE_FLOWS, ...OWN_FLOWS] }),
            hasSeed,
          );
          await use('after a restart', await NodeRed.start(options), hasSeed);
          seen.set('files', await textOfFiles(userDir.path));
        });
        /** Has flows read in every form while an editor listens, asks the Admin API, and ends Node-RED. */
        async function use(when: string, nodeRed: NodeRed, hasSeed: boolean): Promise<void> {
          const comms = await Comms.open(nodeRed.url, '/admin/comms');
          for (const topic of ['#', '+', 'flow-secrets/#', 'status/#', 'notification/#', 'debug'])
            comms.subscribe(topic);
          for (const probe of PROBES.filter(({ needsSeed }) => hasSeed || !needsSeed)) {
            const answer = await (await nodeRed.fetch(`/${probe.id}`)).text();
            assert.equal(answer, expectedText(probe, version), probe.title);
          }
          assert.ok((await nodeRed.fetch('/own')).ok);
          const asked = contextRequests('/admin', nodeRed.url, 'reads', 'own-1');
          const answers = await Promise.all(
            asked.map(async (line) => `${line}\n${await rawRequest(nodeRed.url, line)}`),
          );
          await comms.received('beacon');
          comms.close();
          await nodeRed.stop();
          seen.set(`Admin API ${when}`, answers.join('\n'));
          seen.set(`websocket ${when}`, comms.text);
          seen.set(`log ${when}`, nodeRed.log);
        }

        it('nowhere else', () => {
          const shown = [...seen].flatMap(([where, text]) =>
            text
              .split('\n')
              .filter((line) => CANARIES.test(line))
              .map((line) => `${where}: ${line.slice(0, 300)}`),
          );
          assert.deepEqual(shown, []);
        });

        it('in places that have been looked at', () => {
          assert.ok(/global\.json\n\{\s*"own":\s*1/.test(seen.get('files') ?? ''));
          assert.ok(seen.get('log before a restart')?.includes('context.get'));
          assert.ok(seen.get('Admin API after a restart')?.includes('"own":{"msg":"1","format":"number"}'));
        });

        it('no name in the lists of the Context sidebar', () => {
          const lists = (seen.get('Admin API before a restart') ?? '')
            .split('\n')
            .filter((line) => line.startsWith('{"default":'));
          assert.ok(lists.length > 0);
          for (const list of lists) assert.doesNotMatch(list, /SECRETS|CREDENTIALS/);
        });
      });
    }
  });
}

/** All files of a user folder, but for what npm installed. */
async function textOfFiles(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join(folder, 'node_modules') + path.sep));
  const texts = await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'utf8')}`));
  return texts.join('\n');
}
