import assert from 'node:assert/strict';
import { type RuntimeStatus } from '../../node-red/status.ts';
import { eventually } from './eventually.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { classicTarball, pluginTarball, userDirWith } from './palette.ts';
import { World } from './world.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

interface Seen {
  readonly messages: readonly { readonly from: string; readonly payload: unknown }[];
  /** The last status of each node: [id, status]. */
  readonly statuses: readonly (readonly [string, { readonly fill?: string; readonly shape?: string; text?: string }])[];
}

/** Keeps in flow context what managers send and show; GET /seen answers with it. */
const OBSERVERS: readonly object[] = [
  { id: 'tab', type: 'tab', label: 'Secrets' },
  keeper('status', 's.statuses[msg.status.source.id] = msg.status; delete s.statuses[msg.status.source.id].source;'),
  { id: 'statuses', type: 'status', z: 'tab', scope: null, wires: [['keep-status']] },
  { id: 'in', type: 'http in', z: 'tab', url: '/seen', method: 'get', wires: [['answer']] },
  {
    id: 'answer',
    type: 'function',
    z: 'tab',
    func: "const s = flow.get('seen') || { messages: [], statuses: {} }; msg.payload = { messages: s.messages, statuses: Object.entries(s.statuses) }; return msg;",
    wires: [['out']],
  },
  { id: 'out', type: 'http response', z: 'tab', wires: [] },
];

function keeper(name: string, code: string): object {
  const func = `const s = flow.get('seen') || { messages: [], statuses: {} }; ${code} flow.set('seen', s);`;
  return { id: `keep-${name}`, type: 'function', z: 'tab', func, wires: [] };
}

/** A Secret Manager, and what keeps its messages. */
function manager(id: string, settings: object = {}): readonly object[] {
  return [
    keeper(id, `s.messages.push({ from: '${id}', payload: msg.payload });`),
    { id, type: 'secret-manager', z: 'tab', autosync: '60', syncOnSave: false, ...settings, wires: [[`keep-${id}`]] },
  ];
}

for (const version of VERSIONS) {
  describe(`the Secret Manager node in Node-RED ${version}`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball(), await classicTarball());
      const flows = [...OBSERVERS, ...manager('first'), ...manager('second')];
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    /** Waits until what is seen satisfies the condition. */
    async function seen(condition: (seen: Seen) => boolean): Promise<Seen> {
      for (;;) {
        const now = (await nodeRed.json('/seen')) as Seen;
        if (condition(now)) return now;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
    const fillOf = ({ statuses }: Seen, id: string): string | undefined => new Map(statuses).get(id)?.fill;
    const textOf = ({ statuses }: Seen, id: string): string => new Map(statuses).get(id)?.text ?? '';

    it('tells of the first sync, without a value; a second node says that it does nothing', async () => {
      const state = await seen((now) => now.messages.length > 0 && fillOf(now, 'second') !== undefined);
      const [message] = state.messages;
      assert.deepEqual(Object.keys(message?.payload ?? {}), ['space', 'version', 'updated_at', 'keys']);
      const { updated_at, ...payload } = message?.payload as { updated_at: string };
      assert.deepEqual(payload, { space: 'DEV', version: 3, keys: ['API_KEY', 'DB'] });
      assert.match(updated_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.match(textOf(state, 'first'), /^🆗 Synced/u);
      const second = new Map(state.statuses).get('second');
      assert.deepEqual([second?.fill, second?.shape], ['red', 'ring']);
      assert.deepEqual(new Set(state.messages.map(({ from }) => from)), new Set(['first']));
    });

    async function settings(change?: object): Promise<object> {
      const init = change && { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(change) };
      const answer = await nodeRed.fetch(`/flow-secrets/${change ? 'settings' : 'status'}`, init);
      return ((await answer.json()) as RuntimeStatus).settings;
    }

    it('gives its settings to the plugin once: the sidebar changes them, and so does the node when it is changed', async () => {
      assert.deepEqual(await settings(), { syncOnSave: false, autoSync: 60, mask: true });
      await settings({ autoSync: 1, syncOnSave: true });
      await nodeRed.deploy([], 'reload');
      await nodeRed.deploy([...OBSERVERS, ...manager('first'), ...manager('second')]);
      assert.deepEqual(await settings(), { syncOnSave: true, autoSync: 1, mask: true });
      await nodeRed.deploy([...OBSERVERS, ...manager('first', { autosync: '720' }), ...manager('second')]);
      await eventually(() => settings(), { syncOnSave: false, autoSync: 720, mask: true });
    });

    it('says that a sync failed, and leaves why to those who may know', async () => {
      const { mend } = await world.breakConfig();
      await seen((now) => textOf(now, 'first') === 'not synced: see the Flow Secrets sidebar');
      await mend();
      await seen((now) => textOf(now, 'first').startsWith('🆗 Synced'));
    });

    it('keeps the one that stands first when a deploy restarts it alone', async () => {
      const flows = [...OBSERVERS, ...manager('first', { autosync: '30' }), ...manager('second')];
      await nodeRed.deploy(flows, 'nodes');
      const state = await seen((now) => textOf(now, 'first').startsWith('🆗'));
      assert.equal(fillOf(state, 'second'), 'red');
    });

    it('lets the next one take over when the first is deleted', async () => {
      await nodeRed.deploy([...OBSERVERS, ...manager('second')], 'nodes');
      await seen((now) => textOf(now, 'second').startsWith('🆗 Synced'));
    });
  });
}

describe('the Secret Manager node alone', () => {
  it('lets flows run, and says what is missing', async () => {
    const userDir = await userDirWith(await classicTarball());
    const flows = [...OBSERVERS, ...manager('first')];
    const nodeRed = await NodeRed.start({ version: '4.1', userDir: userDir.path, flows });
    try {
      let text: string | undefined;
      while (text === undefined) {
        const { statuses } = (await nodeRed.json('/seen')) as Seen;
        text = new Map(statuses).get('first')?.text;
      }
      assert.match(text, /@flow-secrets\/node-red/);
    } finally {
      await nodeRed.stop();
      await userDir.remove();
    }
  });
});
