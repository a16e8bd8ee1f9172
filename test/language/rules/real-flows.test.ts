import assert from 'node:assert/strict';
import { findingsOf, type RealFinding, realFiles } from './real-flows.ts';

/** What is right to report above a hint in the labelled files; docs/rules-on-real-flows.md says why. */
const WITH_CAUSE: Readonly<Record<string, RegExp>> = {
  // Node-RED renders the URL of an http request with the message alone.
  'renders-empty': /"url": ?"https:\/\/api\.example\.com\/v1\?key=\{\{\{global\.SECRETS\.\w+\}\}\}"/,
  'dynamic-access': /global\.get\('SECRETS(?:\.' \+ msg\.topic\)|'\)\[msg\.topic\])/,
};

function told({ file, rule, text }: RealFinding): string {
  return `${file}: ${rule}: ${text}`;
}

describe('the rules on real flows, with every name known', () => {
  it('say nothing of flows that use no secrets', () => {
    assert.deepEqual(realFiles('flows').flatMap(findingsOf).map(told), []);
  });

  it('say nothing above a hint without cause', () => {
    const files = realFiles('labels');
    assert.ok(files.length > 0);
    const loud = files.flatMap(findingsOf).filter(({ severity }) => severity !== 'hint');
    assert.deepEqual(loud.filter(({ rule, text }) => WITH_CAUSE[rule]?.test(text) !== true).map(told), []);
  });
}).timeout(120_000);
