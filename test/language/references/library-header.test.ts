import assert from 'node:assert/strict';
import { headerCodeOf } from '../../../language/references/library-header.ts';
import { readScript } from '../../../language/references/script.ts';
import { writeName } from '../../../language/references/write-name.ts';

/** As Node-RED 3 to 5 write it (library.js, toSingleLine). */
const singleLine = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const INITIALIZE = 'const k = global.get("SECRETS")["a\\"b"];\nnode.warn("\\n" + k)\n';
const FILE = `// name: fetch\n// outputs: 1\n// initialize: ${singleLine(INITIALIZE)}\n// finalize: \n// info: \nreturn msg;\n`;

describe('the header of a function of Node-RED’s library', () => {
  it('holds the code of its start and end', () => {
    assert.deepEqual(
      headerCodeOf(FILE).map(({ property, text }) => [property, text]),
      [
        ['initialize', INITIALIZE],
        ['finalize', ''],
      ],
    );
    assert.equal(headerCodeOf(FILE.replaceAll('\n', '\r\n'))[0]?.text, INITIALIZE);
  });

  it('is none without a name, and ends at the first other line', () => {
    assert.deepEqual(headerCodeOf('// initialize: a()\n'), []);
    assert.deepEqual(headerCodeOf('// name: f\n\n// initialize: a()\n'), []);
    assert.equal(headerCodeOf('// name: f\n// finalize: a()').at(0)?.text, 'a()');
  });

  it('gives names with the place where they stand, and how another is written there', () => {
    const [reference] = readScript(FILE).references;
    assert.equal(reference?.property, 'initialize');
    const { key, place } = reference;
    assert.equal(key?.name, 'a"b');
    assert.equal(FILE.slice(key.start, key.end), 'a\\\\"b');
    assert.equal(writeName('c\\"d', key.notation, place)?.text, 'c\\\\\\\\\\\\"d');
    assert.equal(writeName('plain', key.notation, place)?.text, 'plain');
  });
});
