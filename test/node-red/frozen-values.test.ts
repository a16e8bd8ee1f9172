import assert from 'node:assert/strict';
import { type DeployedNode } from '../../node-red/check-flows.ts';
import { type ChangedNames, frozenValues } from '../../node-red/frozen-values.ts';

const env = (value: string): readonly object[] => [{ name: 'HELD', type: 'jsonata', value }];

const NODES: readonly DeployedNode[] = [
  { id: 'tab', type: 'tab', label: 'Orders', env: env('$globalContext("SECRETS.API_KEY")') },
  { id: 'off', type: 'tab', label: 'Off', disabled: true, env: env('$globalContext("SECRETS.API_KEY")') },
  { id: 'sub', type: 'subflow', name: 'Sub', env: env('$globalContext("SECRETS.DB.host")') },
  { id: 'group', type: 'group', z: 'tab', name: 'Group', env: env('$globalContext("SECRETS.DB.host")') },
  {
    id: 'code',
    type: 'function',
    z: 'tab',
    name: 'Call',
    initialize: 'const key = global.get("SECRETS").API_KEY; const mail = global.get("CREDENTIALS")["mail"].apiKey;',
    func: 'msg.payload = global.get("SECRETS").LIVE; return msg;',
  },
  { id: 'all', type: 'function', z: 'tab', name: 'All', initialize: 'context.set("all", global.get("SECRETS"))' },
  { id: 'inject', type: 'inject', z: 'tab', props: [{ p: 'payload', v: 'SECRETS.LIVE', vt: 'global' }] },
];

function places({ secrets = [], credentials = [] }: Partial<Record<keyof ChangedNames, string[]>>): readonly string[] {
  const search = frozenValues(NODES, { secrets: new Set(secrets), credentials: new Set(credentials) });
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value.map(({ node, property }) => `${node} ${property}`);
  }
}

describe('values that flows read once', () => {
  const rows: readonly (readonly [string, Parameters<typeof places>[0], readonly string[]])[] = [
    ['nothing changed', {}, []],
    ['a secret', { secrets: ['API_KEY'] }, ['tab env[0].value', 'code initialize', 'all initialize']],
    ['a JSON secret', { secrets: ['DB'] }, ['sub env[0].value', 'group env[0].value', 'all initialize']],
    ['a credential', { credentials: ['mail'] }, ['code initialize']],
    ['one that is read with each message', { secrets: ['LIVE'] }, ['all initialize']],
  ];
  for (const [what, changed, expected] of rows) {
    it(`are found where they changed: ${what}`, () => {
      assert.deepEqual(places(changed), expected);
    });
  }

  it('are named as people know them', () => {
    const search = frozenValues(NODES, { secrets: new Set(), credentials: new Set(['mail']) });
    let step = search.next();
    while (step.done !== true) step = search.next();
    assert.deepEqual(step.value, [{ node: 'code', name: 'Call', tab: 'Orders', property: 'initialize' }]);
  });
});
