import assert from 'node:assert/strict';
import { declaredNames } from '../../workspace/declared-names.ts';

describe('declaredNames', () => {
  const spaceText =
    '{\r\n  "space": "DEV",\r\n  "keys": { "NOT": {} },\r\n  "secrets": { "A": "ENC[x]",\r\n "D\\"B": { "host": "ENC[y]" }, "L": [{ "no": 1 }] },\r\n  "sops": { "secrets": 1 }\r\n}';

  it('are those directly below "secrets", with their ranges, without their quotes', () => {
    const names = declaredNames(spaceText, 'secrets');
    assert.deepEqual(
      names.map(({ name, start, end }) => [name, spaceText.slice(start, end)]),
      [
        ['A', 'A'],
        ['D"B', 'D\\"B'],
        ['L', 'L'],
      ],
    );
    assert.deepEqual(names[1]?.range, { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } });
  });

  it('are those of credentials, whatever their fields are called', () => {
    const text =
      '\ufeff{"credentials":{"mail":{"fields":{"credentials":"x"}},"__proto__":{}},"mail":{"credentials":{"no":1}}}';
    assert.deepEqual(
      declaredNames(text, 'credentials').map(({ name, start, end }) => [name, text.slice(start, end)]),
      [
        ['mail', 'mail'],
        ['__proto__', '__proto__'],
      ],
    );
  });

  const hostile: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['torn', '{"secrets":{"A":"x'],
    ['deep', `{"secrets":${'{"a":['.repeat(20_000)}`],
    ['no JSON at all', ']]}}:::"secrets":{:"A"::'],
  ];
  for (const [what, text] of hostile) {
    it(`takes ${what}`, () => {
      assert.ok(declaredNames(text, 'secrets').length <= 1);
    });
  }
});
