import assert from 'node:assert/strict';
import { type DeployedNode, FlowCheck } from '../../node-red/check-flows.ts';
import { type NodeFinding } from '../../node-red/findings.ts';
import { CATALOG } from './catalog.ts';

const TAB = { id: 'tab', type: 'tab', label: 'Ingest' };

function code(func: string, more: object = {}): DeployedNode {
  return { id: 'code', type: 'function', z: 'tab', name: 'fetch token', func, ...more };
}

function finish(check: FlowCheck, nodes: readonly DeployedNode[], catalog = CATALOG): readonly NodeFinding[] {
  const steps = check.check(nodes, catalog, new Map());
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** `rule node/tab/property` */
function found(nodes: readonly DeployedNode[], catalog = CATALOG): readonly string[] {
  return finish(new FlowCheck(), nodes, catalog).map(
    ({ rule, name, tab, property }) => `${rule} ${name}/${tab ?? ''}/${property ?? ''}`,
  );
}

const CHANGE = {
  id: 'change',
  type: 'change',
  z: 'tab',
  rules: [{ t: 'set', p: 'a', pt: 'msg', to: '', tot: 'global' }],
};
const BROKER = { id: 'broker', type: 'mqtt-broker', name: 'Broker', broker: '${X}' };

const CASES: readonly [what: string, nodes: readonly DeployedNode[], expected: readonly string[]][] = [
  ['an unknown key', [TAB, code('global.get("SECRETS.NOPE")')], ['unknown-secret fetch token/Ingest/func']],
  ['an unknown path', [TAB, code('global.get("SECRETS.DB.port")')], ['unknown-path fetch token/Ingest/func']],
  [
    'an unknown credential',
    [TAB, code('global.get("CREDENTIALS").nope')],
    ['unknown-credential fetch token/Ingest/func'],
  ],
  [
    'an unknown field',
    [TAB, code('global.get("CREDENTIALS")["alert mails"].user')],
    ['unknown-credential-field fetch token/Ingest/func'],
  ],
  ['known names', [TAB, code('global.get("SECRETS.DB.host") + global.get("SECRETS.API_KEY")')], []],
  ['what other rules say', [TAB, code('node.warn(global.get("SECRETS")); SECRETS.NOPE')], []],
  [
    'a typed input of a node without a name',
    [TAB, { ...CHANGE, rules: [{ ...CHANGE.rules[0], to: 'SECRETS.NOPE' }] }],
    ['unknown-secret change/Ingest/rules[0].to'],
  ],
  [
    'a configuration node, which is on no tab',
    [{ ...BROKER, type: 'some-config', url: '{{{global.SECRETS.NOPE}}}' }],
    ['unknown-secret Broker//url'],
  ],
  [
    'a variable of a tab',
    [{ ...TAB, env: [{ name: 'A', type: 'jsonata', value: '$globalContext("SECRETS.NOPE")' }] }],
    ['unknown-secret Ingest//env[0].value'],
  ],
  [
    'the inside of a subflow',
    [{ id: 'sub', type: 'subflow', name: 'Login' }, code('global.get("SECRETS.NOPE")', { z: 'sub' })],
    ['unknown-secret fetch token/Login/func'],
  ],
  ['a disabled node', [TAB, code('global.get("SECRETS.NOPE")', { d: true })], []],
  ['a disabled tab', [{ ...TAB, disabled: true }, code('global.get("SECRETS.NOPE")')], []],
  ['a line that is ignored', [TAB, code('global.get("SECRETS.NOPE") // flow-secrets-ignore-line')], []],
  ['a comment', [TAB, { id: 'c', type: 'comment', z: 'tab', name: 'global.get("SECRETS.NOPE")' }], []],
];

describe('the check of deployed flows', () => {
  for (const [what, nodes, expected] of CASES) {
    it(`says of ${what}: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(found(nodes), expected);
    });
  }

  it('is silent where a part of the catalog is not complete, and judges the other', () => {
    const flows = [TAB, code('global.get("SECRETS.NOPE"); global.get("CREDENTIALS").nope')];
    assert.deepEqual(found(flows, { ...CATALOG, complete: false }), ['unknown-credential fetch token/Ingest/func']);
    const credentials = { ...CATALOG.credentials, complete: false };
    assert.deepEqual(found(flows, { ...CATALOG, credentials }), ['unknown-secret fetch token/Ingest/func']);
  });

  it('has the words and the node that VS Code has', () => {
    assert.deepEqual(finish(new FlowCheck(), [TAB, code('global.get("SECRETS.API_KEYS")')]), [
      {
        node: 'code',
        name: 'fetch token',
        tab: 'Ingest',
        property: 'func',
        rule: 'unknown-secret',
        message: '“API_KEYS” is not in DEV: add it, or did you mean “API_KEY”?',
      },
    ]);
  });

  it('follows the flows from deploy to deploy as a new one would', () => {
    const check = new FlowCheck();
    const other = code('global.get("SECRETS.OTHER")', { id: 'other', name: 'other' });
    const deploys = [[TAB, other], [TAB, code('global.get("SECRETS.NOPE")'), other], [], [TAB, code('1')], [other]];
    for (const nodes of deploys) assert.deepEqual(finish(check, nodes), finish(new FlowCheck(), nodes));
  });

  it('takes what no parser takes', () => {
    let deep: unknown = 'SECRETS.NOPE';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const odd = { id: '__proto__', type: 'constructor', name: '\u2028"<b>', value: '{{global.SECRETS.NOPE}}', z: 7 };
    assert.deepEqual(found([TAB, { id: 'deep', type: 'x', deep }, odd]), ['unknown-secret \u2028"<b>//value']);
  });
});
