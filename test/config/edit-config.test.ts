import assert from 'node:assert/strict';
import { spacesOf } from '../../config/bindings.ts';
import { addOwner, addSpaceName, addRuntime, bindFile, removeRuntime, renameSpace } from '../../config/edit-config.ts';
import { readConfig } from '../../config/read-config.ts';

const KEY = 'age1' + 'q'.repeat(58);

const TEXT = `{
    // our spaces
    "bindings": [
        { "files": ["flows/**"], "spaces": ["DEV", "PROD"] } // all flows
    ],
    "runtimes": { "edge": { "key": "${KEY}", "spaces": ["DEV"] } }
}
`;

function configOf(text: string) {
  const read = readConfig(text);
  assert.ok('config' in read, 'problem' in read ? read.problem : '');
  return read.config;
}

describe('edits of flow-secrets.json', () => {
  it('binds a file and keeps comments', () => {
    const edited = bindFile(TEXT, 'flows/[new].json', ['TEST']);
    assert.match(edited, /\/\/ our spaces/);
    assert.match(edited, /\/\/ all flows/);
    assert.deepEqual(spacesOf(configOf(edited), 'flows/[new].json'), {
      kind: 'bound',
      spaces: ['DEV', 'PROD', 'TEST'],
    });
    assert.equal(configOf(edited).bindings?.length, 2);
  });

  it('binding again replaces the spaces of that file', () => {
    const edited = bindFile(bindFile(TEXT, 'a.json', ['TEST']), 'a.json', ['PROD']);
    assert.equal(configOf(edited).bindings?.length, 2);
    assert.deepEqual(spacesOf(configOf(edited), 'a.json'), { kind: 'bound', spaces: ['PROD'] });
  });

  it('starts a file that is not there yet', () => {
    assert.deepEqual(configOf(bindFile('', 'a.json', ['DEV'])).bindings, [{ files: ['a.json'], spaces: ['DEV'] }]);
  });

  it('renames a space in bindings and runtimes only where it stands', () => {
    const edited = renameSpace(TEXT, 'DEV', 'Acme "DEV"');
    assert.equal(edited, TEXT.replaceAll('"DEV"', '"Acme \\"DEV\\""'));
    assert.equal(renameSpace(TEXT, 'NONE', 'X'), TEXT);
    assert.equal(renameSpace('', 'DEV', 'X'), '');
  });

  it('names a space twice for a while, and ends with the same text as one step', () => {
    const both = addSpaceName(TEXT, 'DEV', 'NEW');
    const bound = configOf(both).bindings!.map(({ spaces }) => spaces);
    assert.ok(bound.every((spaces) => !spaces.includes('DEV') || spaces.includes('NEW')));
    assert.equal(addSpaceName(both, 'DEV', 'NEW'), both);
    assert.deepEqual(configOf(renameSpace(both, 'DEV', 'NEW')), configOf(renameSpace(TEXT, 'DEV', 'NEW')));
    assert.equal(renameSpace(both, 'DEV', 'NEW'), renameSpace(TEXT, 'DEV', 'NEW'));
  });

  it('adds a runtime of any name and refuses a taken one', () => {
    for (const name of ['edge-2', '__proto__', '0', 'a"b']) {
      const edited = addRuntime(TEXT, { name, key: KEY, spaces: ['DEV'] });
      assert.deepEqual(
        configOf(edited).runtimes.find((runtime) => runtime.name === name),
        { name, key: KEY, spaces: ['DEV'] },
      );
      assert.equal(configOf(addRuntime('', { name, key: KEY, spaces: [] })).runtimes.length, 1);
    }
    assert.throws(() => addRuntime(TEXT, { name: 'edge', key: KEY, spaces: [] }), /already/);
  });

  it('removes a runtime and nothing else', () => {
    const two = addRuntime(TEXT, { name: 'second', key: KEY, spaces: [] });
    assert.deepEqual(
      configOf(removeRuntime(two, 'edge')).runtimes.map(({ name }) => name),
      ['second'],
    );
    assert.match(removeRuntime(TEXT, 'edge'), /\/\/ our spaces[\s\S]*\/\/ all flows/);
    assert.throws(() => removeRuntime(TEXT, 'second'), /no runtime "second"/);
  });

  it('names an owner', () => {
    assert.deepEqual(configOf(addOwner(TEXT, 'Ana', KEY)).owners, [['Ana', KEY]]);
  });

  it('keeps line ends, tabs and a byte order mark', () => {
    const text = '\uFEFF{\r\n\t"store": { "folder": "secrets" }\r\n}\r\n';
    const edited = addOwner(text, 'Ana', KEY);
    assert.ok(edited.startsWith('\uFEFF{\r\n\t"store"'));
    assert.ok(edited.includes('\r\n\t"owners"'));
    assert.ok(!/[^\r]\n/.test(edited));
  });

  it('refuses a file that can not be read', () => {
    assert.throws(() => bindFile('{', 'a.json', ['DEV']), /flow-secrets\.json/);
  });
});
