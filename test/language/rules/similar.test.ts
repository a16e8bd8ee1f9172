import assert from 'node:assert/strict';
import fc from 'fast-check';
import { similarNames } from '../../../language/rules/similar.ts';

describe('similarNames', () => {
  const cases: [name: string, candidates: string[], found: string[]][] = [
    ['MQTT_TOKN', ['API_KEY', 'MQTT_TOKEN'], ['MQTT_TOKEN']],
    ['mqtt-token', ['MQTT_TOKENS', 'MQTT_TOKEN'], ['MQTT_TOKEN', 'MQTT_TOKENS']],
    ['MQTT_TOEKN', ['MQTT_TOKEN'], ['MQTT_TOKEN']],
    ['AB', ['AC', 'CD'], []],
    ['ab', ['AB'], ['AB']],
    ['HOST', ['POST', 'COST', 'LOST', 'MOST'], ['COST', 'LOST', 'MOST']],
    ['__', ['..', '_'], []],
    ['X', [], []],
  ];
  for (const [name, candidates, found] of cases) {
    it(`${name} among ${candidates.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(similarNames(name, candidates), found);
    });
  }

  it('answers alike in any order, and never with the name itself', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[ab_]{1,6}$/), { maxLength: 8 });
    fc.assert(
      fc.property(names, fc.stringMatching(/^[ab_]{1,6}$/), (candidates, name) => {
        const found = similarNames(name, candidates);
        assert.deepEqual(similarNames(name, candidates.toReversed()), found);
        assert.ok(!found.includes(name));
      }),
    );
  });
});
