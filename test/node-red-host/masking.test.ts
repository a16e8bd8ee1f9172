import assert from 'node:assert/strict';
import { Comms } from './comms.ts';
import { eventually } from './eventually.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { CANARY, World } from './world.ts';

/** A payload with values in all that messages are made of. */
const PAYLOAD = `
  const secret = global.get('SECRETS').API_KEY, { password } = global.get('SECRETS').DB;
  const sealed = global.get('CREDENTIALS')['alert-mails'].apiKey;
  const payload = {
    text: 'Bearer ' + secret, url: '?k=' + encodeURIComponent(password), [sealed]: true, list: [[sealed]],
    basic: Buffer.from('user:' + password).toString('base64'), plain: 'mg.example',
    bytes: Buffer.from('<' + secret + '>'), hex: Buffer.from(secret).toString('hex'), sent: Buffer.from(secret).toJSON(),
    set: new Set([secret]), map: new Map([['key', secret]]), error: new Error(secret),
  };
  payload.self = payload;
  msg.payload = payload; msg.topic = secret;
  return msg;`;

/** GET /go answers with the text that the flow itself has. */
const FLOWS: readonly object[] = [
  { id: 'tab', type: 'tab', label: 'Shows' },
  { id: 'in', type: 'http in', z: 'tab', url: '/go', method: 'get', wires: [['make']] },
  { id: 'make', type: 'function', z: 'tab', func: PAYLOAD, wires: [['whole', 'part', 'bytes', 'answer']] },
  debug('whole', 'true'),
  debug('part', 'payload'),
  debug('bytes', 'payload.bytes'),
  { id: 'answer', type: 'change', z: 'tab', rules: [move('payload.text', 'payload')], wires: [['out']] },
  { id: 'out', type: 'http response', z: 'tab', wires: [] },
];

function debug(id: string, complete: string): object {
  return { id, type: 'debug', z: 'tab', active: true, tosidebar: true, console: true, complete, wires: [] };
}

function move(from: string, to: string): object {
  return { t: 'move', p: from, pt: 'msg', to, tot: 'msg' };
}

for (const version of VERSIONS) {
  describe(`debug nodes of Node-RED ${version}`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;
    let comms: Comms;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows: FLOWS });
      comms = await Comms.open(nodeRed);
    });
    after(async () => {
      comms.close();
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    it('show no value, and the flow itself has them', async () => {
      const headers = { authorization: `Bearer ${CANARY.text}` };
      const answer = await nodeRed.fetch(`/go?key=${CANARY.nested}`, { headers });
      assert.equal(await answer.text(), `Bearer ${CANARY.text}`);
      await eventually(() => Promise.resolve(comms.of('debug').length), 3);
      const shown = JSON.stringify(comms.of('debug'));
      assert.doesNotMatch(shown, /canary/);
      assert.doesNotMatch(Buffer.from(/"basic\\*":\\*"([^"\\]+)/.exec(shown)?.[1] ?? '', 'base64').toString(), /nary-/);
      assert.ok(!shown.includes(Buffer.from(CANARY.text).toString('hex')));
      assert.match(shown, /Bearer \*{7}/);
      assert.match(shown, /mg\.example/);
      assert.match(shown, /"path":"tab"/);
      await nodeRed.logged(/\[debug:bytes\]/);
      assert.doesNotMatch(nodeRed.log, /canary/);
    });

    it('show values where masking is switched off, until it is switched on', async () => {
      for (const mask of [false, true]) {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ mask });
        assert.ok((await nodeRed.fetch('/flow-secrets/settings', { method: 'POST', headers, body })).ok);
        const before = comms.of('debug').length;
        await (await nodeRed.fetch('/go')).text();
        await eventually(() => Promise.resolve(comms.of('debug').length), before + 3);
        assert.equal(JSON.stringify(comms.of('debug').slice(before)).includes(CANARY.text), !mask);
      }
    });
  });
}
