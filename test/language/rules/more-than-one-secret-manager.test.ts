import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };
const SECOND = '⟦more-than-one-secret-manager secret-manager⟧';
const TAB = { id: 't', type: 'tab', label: 'Start' };

function manager(id: string, type = 'secret-manager', more: object = {}): object {
  return { id, type, z: 't', ...more };
}

function assertFlow(...nodes: readonly object[]) {
  return assertMarked('flows.json', JSON.stringify([TAB, ...nodes]), scene);
}

describe('more-than-one-secret-manager', () => {
  it('is a warning on each but the first, on its type', () => {
    const { findings } = assertFlow(manager('a'), manager('b', SECOND), manager('c', SECOND, { z: 'u' }));
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['warning', 'warning'],
    );
  });

  it('is said in a flow that is wrapped in an object too', () => {
    const flow = { id: 't', label: 'Start', nodes: [manager('a'), manager('b', SECOND)] };
    assertMarked('flow.json', JSON.stringify(flow, null, 2), scene);
  });

  it('is not said of one, of what is disabled, of what stands in a subflow', () => {
    assertFlow(manager('a'), { id: 'f', type: 'function', z: 't', func: 'return "secret-manager";' });
    assertFlow(manager('a'), manager('b', 'secret-manager', { d: true }));
    assertFlow(manager('a'), { id: 'off', type: 'tab', disabled: true }, manager('b', 'secret-manager', { z: 'off' }));
    assertFlow(manager('a'), { id: 's', type: 'subflow' }, manager('b', 'secret-manager', { z: 's' }));
  });

  it('is silent where its node asks for it', () => {
    assertFlow(manager('a'), manager('b', 'secret-manager', { info: 'flow-secrets-ignore' }));
  });
});
