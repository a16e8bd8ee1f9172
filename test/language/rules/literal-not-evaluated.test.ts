import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };
const flow = (node: object): string => JSON.stringify([{ id: '1', ...node }]).replace(/\\"/g, "'");
const change = (to: string, tot: string): string =>
  flow({ type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to, tot }] });
const TAG = '{{global.SECRETS.⟦literal-not-evaluated KEY⟧}}';

describe('literal-not-evaluated', () => {
  const cases: readonly (readonly [title: string, marked: string])[] = [
    ['a text in a change node', change(`Bearer ${TAG}`, 'str')],
    ['a JSON in a change node', change(`{'authorization': 'Bearer ${TAG}'}`, 'json')],
    ['a text in an inject node', flow({ type: 'inject', props: [{ p: 'payload', v: TAG, vt: 'str' }] })],
    ['a header of an http request', flow({ type: 'http request', headers: [{ valueType: 'other', valueValue: TAG }] })],
    ['the topic of mqtt', flow({ type: 'mqtt out', topic: `x/${TAG}` })],
  ];
  for (const [title, marked] of cases) it(`speaks of ${title}`, () => void assertMarked('a.json', marked, scene));

  it('is silent where the text may be a template, and in nodes that are not known', () => {
    assertMarked('a.json', flow({ type: 'my-node', text: '{{global.SECRETS.KEY}}', textType: 'str' }), scene);
    const rules = [{ t: 'set', p: 'template', pt: 'msg', to: 'k={{{global.SECRETS.KEY}}}', tot: 'str' }];
    assertMarked('a.json', flow({ type: 'change', rules }), scene);
  });

  it('says what to do instead', () => {
    const { findings } = assertMarked('a.json', change(TAG, 'str'), scene);
    assert.equal(findings[0]?.severity, 'warning');
    assert.equal(
      findings[0].message,
      'Nothing evaluates a template in “rules[0].to”, so “KEY” stays as written: choose the type global or JSONata, or set it in a change or function node before.',
    );
  });
});
