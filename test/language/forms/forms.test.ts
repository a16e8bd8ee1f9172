import assert from 'node:assert/strict';
import { decodeJsonString } from '../../../language/document/json-string.ts';
import { createDocument } from '../../../language/document/source-document.ts';
import { type SourceDocument } from '../../../language/document/api.ts';
import { type Enclosure, type Form } from '../../../language/reference.ts';
import { FILES } from './files.ts';
import { FUNCTION_CODE } from './function-code.ts';
import { JSONATA } from './jsonata.ts';
import { MUSTACHE } from './mustache.ts';
import { NODES } from './nodes.ts';
import { JSON_RECORDS, YAML_RECORDS } from './records.ts';
import { described, type Row } from './row.ts';
import { SCRIPTS } from './scripts.ts';
import { TEMPLATE_FILES } from './template-files.ts';
import { TYPED_VALUES } from './typed-values.ts';

/** Rows of one kind, the file that a row's text is put into, and the form of what is found. */
interface Table {
  readonly what: string;
  readonly rows: readonly Row[];
  readonly path: string;
  readonly file: (text: string) => string;
  readonly form?: Form;
}

function flow(node: object): string {
  return JSON.stringify([{ id: 'n', z: 't', name: '{{global.SECRETS.NAME}}', ...node }], null, 2);
}

const change = (tot: string) => (to: string) =>
  flow({ type: 'change', rules: [{ t: 'set', p: 'payload', pt: 'msg', to, tot }] });
const asItIs = (text: string): string => text;

/** The whole table of forms. The counts are there so that no row is lost unseen. */
const TABLES: readonly (Table & { readonly count: number })[] = [
  {
    what: 'typed input',
    rows: TYPED_VALUES,
    count: 41,
    path: 'flows.json',
    file: change('global'),
    form: 'typed-input',
  },
  {
    what: 'function code',
    rows: FUNCTION_CODE,
    count: 191,
    path: 'flows.json',
    file: (func) => flow({ type: 'function', func }),
    form: 'function',
  },
  { what: 'JSONata', rows: JSONATA, count: 105, path: 'flows.json', file: change('jsonata'), form: 'jsonata' },
  {
    what: 'template node',
    rows: MUSTACHE,
    count: 36,
    path: 'flows.json',
    file: (template) => flow({ type: 'template', template, syntax: 'mustache' }),
    form: 'mustache',
  },
  { what: 'template file', rows: TEMPLATE_FILES, count: 48, path: 'a.hbs', file: asItIs, form: 'template-file' },
  { what: 'script', rows: SCRIPTS, count: 29, path: 'a.js', file: asItIs, form: 'script' },
  { what: 'JSON record', rows: JSON_RECORDS, count: 12, path: 'a.json', file: asItIs },
  { what: 'YAML record', rows: YAML_RECORDS, count: 16, path: 'a.yaml', file: asItIs },
];

/** The core types that can read the global context, and those that can't (facts: node-red.md C.5). */
const CORE_TYPES =
  'function,template,change,switch,inject,trigger,join,sort,debug,file,file in,http request,websocket-client,comment,tab,group,subflow,global-config'.split(
    ',',
  );
const WITHOUT_GLOBAL =
  'mqtt in,mqtt out,mqtt-broker,tcp in,tcp out,tcp request,udp in,udp out,exec,http in,http response,csv,xml,json,yaml,html,split,batch,delay,range,rbe,watch,link in,link out,link call,catch,status,complete,tls-config'.split(
    ',',
  );

/** The text of a range with the escapes of the strings around it taken off, outermost first. */
function unescaped(raw: string, within: readonly Enclosure[]): string {
  return within.toReversed().reduce((text, enclosure) => {
    if (enclosure.kind !== 'yaml') return decodeJsonString(text, 0, text.length).text;
    if (enclosure.style === 'single') return text.replaceAll("''", "'");
    return enclosure.style === 'double' ? decodeJsonString(text, 0, text.length).text : text;
  }, raw);
}

/** Every range holds the name that it is said to hold, escapes taken off. */
function assertExact(document: SourceDocument): void {
  for (const { start, end, key, path, place } of document.references()) {
    assert.ok(0 <= start && start <= end && end <= document.length);
    for (const name of key ? [key, ...path] : path) {
      const written = document.slice(name.start, name.end);
      assert.equal(unescaped(written, (name.place ?? place).within), name.name);
    }
  }
}

describe('every form', () => {
  for (const { what, rows, count, path, file, form } of TABLES) {
    describe(what, () => {
      it(`has ${count} rows, no two alike`, () => {
        assert.equal(new Set(rows.map(([text]) => text)).size, count);
        assert.equal(rows.length, count);
      });

      for (const [text, ...found] of rows)
        it(text, () => {
          const document = createDocument(path, file(text));
          assert.deepEqual(document.references().map(described), found);
          assertExact(document);
          for (const reference of document.references()) if (form) assert.equal(reference.form, form);
        });
    });
  }

  describe('properties of nodes', () => {
    it('have 59 rows, each core type among them', () => {
      assert.equal(NODES.length, 59);
      const types = new Set(NODES.map(([, node]) => ('type' in node ? node.type : undefined)));
      assert.deepEqual(
        CORE_TYPES.filter((type) => !types.has(type)),
        [],
      );
    });

    for (const type of WITHOUT_GLOBAL)
      it(`${type} has no way to the global context`, () => {
        const node = {
          type,
          topic: 'SECRETS.X',
          topicType: 'global',
          path: '{{global.SECRETS.X}}',
          url: '${SECRETS.X}',
        };
        assert.deepEqual(createDocument('flows.json', flow(node)).references().map(described), ['X literal']);
      });

    for (const [what, node, found] of NODES)
      it(what, () => {
        const document = createDocument('flows.json', flow(node));
        assert.deepEqual(
          document.references().map((reference) => `${reference.property}: ${described(reference)}`),
          found,
        );
        assertExact(document);
      });
  });

  describe('files', () => {
    it('have 22 rows', () => {
      assert.equal(FILES.length, 22);
    });

    for (const [what, path, text, kind, ...found] of FILES)
      it(what, () => {
        const document = createDocument(path, text);
        assert.equal(document.kind, kind);
        assert.deepEqual(document.references().map(described), found);
        assertExact(document);
      });
  });
});
