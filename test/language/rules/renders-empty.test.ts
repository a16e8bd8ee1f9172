import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };
const flow = (node: object): string => JSON.stringify([{ id: '1', ...node }]);
const request = (url: string): string => flow({ type: 'http request', url });
const trigger = (op1: string): string => flow({ type: 'trigger', op1, op1type: 'str' });
const template = (text: string): string => flow({ type: 'template', syntax: 'mustache', template: text });

describe('renders-empty', () => {
  const cases: readonly (readonly [title: string, marked: string])[] = [
    ['the URL of an http request', request('https://x/?k={{global.SECRETS.⟦renders-empty KEY⟧}}')],
    ['the same with three braces', request('https://x/?k={{{global.SECRETS.⟦renders-empty KEY⟧}}}')],
    ['a text of a trigger', trigger('{{global.SECRETS.⟦renders-empty KEY⟧}}')],
    ['SECRETS of the message in a template node', template('{{{⟦renders-empty SECRETS.KEY⟧}}}')],
    ['a name that is unknown too', request('{{global.SECRETS.⟦unknown-secret,renders-empty NOPE⟧}}')],
  ];
  for (const [title, marked] of cases) it(`speaks of ${title}`, () => void assertMarked('a.json', marked, scene));

  it('is silent where a template sees the global context, and in nodes that are not known', () => {
    assertMarked('a.json', template('{{{global.SECRETS.KEY}}}'), scene);
    assertMarked('a.json', flow({ type: 'my-request', url: '{{global.SECRETS.KEY}}' }), scene);
  });

  it('says what to do instead', () => {
    const { findings } = assertMarked('a.json', request('{{global.SECRETS.⟦renders-empty KEY⟧}}'), scene);
    assert.equal(findings[0]?.severity, 'warning');
    assert.equal(
      findings[0].message,
      '“KEY” renders empty here, as this template sees the message only: leave the URL empty, and set msg.url in a change or function node before this one.',
    );
  });

  it('names no URL where there is none', () => {
    const { findings } = assertMarked('a.json', trigger('{{global.SECRETS.⟦renders-empty KEY⟧}}'), scene);
    assert.equal(
      findings[0]?.message,
      '“KEY” renders empty here, as this template sees the message only: set a property of the message to it in a change or function node before this one, and name that.',
    );
  });

  it('is a hint with a fix in a template node, where the message may have such a property', () => {
    const judged = assertMarked('a.json', template('{{{⟦renders-empty SECRETS.KEY⟧}}}'), scene);
    assert.equal(judged.findings[0]?.severity, 'hint');
    assert.deepEqual(applyFixes(judged), [template('{{{global.SECRETS.KEY}}}')]);
  });
});
