import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createDocument } from '../../../language/document/source-document.ts';
import { MAX_GUESSED, MAX_REFERENCES } from '../../../language/references/limits.ts';

const MANY = MAX_REFERENCES + 100;

function repeat(part: (index: number) => string): string {
  return Array.from({ length: MANY }, (_, index) => part(index)).join('\n');
}

function inFunction(func: string): string {
  return JSON.stringify([{ id: '1', type: 'function', func }]);
}

describe('a text with more references than anyone writes', () => {
  const texts: readonly (readonly [title: string, file: string, text: string])[] = [
    ['calls', 'a.json', inFunction(repeat((i) => `global.get("SECRETS.K${i}");`))],
    ['members of a variable', 'a.json', inFunction(`const s = global.get("SECRETS");\n${repeat((i) => `s.K${i};`)}`)],
    ['broken code', 'a.json', inFunction(`(((\n${repeat((i) => `global.get("SECRETS.K${i}");`)}`)],
    [
      'a template of a node',
      'a.json',
      JSON.stringify([{ id: '1', type: 'template', template: repeat((i) => `{{{global.SECRETS.K${i}}}}`) }]),
    ],
    ['a template file', 'a.mustache', repeat((i) => `{{SECRETS.K${i}}}`)],
  ];
  for (const [title, file, text] of texts)
    it(`is read up to the limit, and says so: ${title}`, () => {
      const document = createDocument(file, text);
      assert.equal(document.references().length, MAX_REFERENCES);
      assert.match(document.problem() ?? '', /not all were read/);
    });
});

describe('a big text that is no array of nodes', () => {
  const node = JSON.stringify({ id: '1', type: 'comment', info: 'x'.repeat(100_000) });
  const named = JSON.stringify({ id: '2', type: 'function', func: 'return global.get("SECRETS.A");' });
  const nodes = [...Array.from({ length: MAX_GUESSED / 100_000 }, () => node), named].join(',\n');

  it('is not guessed at while it is torn, and says where that is', () => {
    for (const text of [`{${nodes}]`, `${nodes}]`]) {
      const document = createDocument('flows.json', text);
      assert.equal(document.kind, 'none');
      assert.match(document.problem() ?? '', /torn at line [12] /);
    }
  });

  it('is read when it is whole', () => {
    const document = createDocument('flows.json', `{"rev":"1","flows":[${nodes}]}`);
    assert.equal(document.references().length, 1);
    assert.equal(document.problem(), undefined);
  });
});

describe('code that is nested deeper than the stack', () => {
  it('does not end the process that reads it', () => {
    // In a process of its own, where no regular expression of the parser has been compiled yet.
    const module = join(import.meta.dirname, '../../../language/document/source-document.ts');
    const script = `
      const { createDocument } = await import(${JSON.stringify(module)});
      console.log(createDocument('a.js', 'global.get("SECRETS.A");' + '\`\${'.repeat(20_000)).references().length);
    `;
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    assert.equal(stdout, '1\n');
  });
});
