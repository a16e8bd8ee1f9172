import { chain, code, reading } from './chain.ts';
import { type Forms, functionForms, nodeForms, SEED_ONLY, type Subject, SUBJECTS } from './probe-forms.ts';
import { CANARY } from './world.ts';

/** A way to read, and what it gives. */
export interface Probe {
  readonly title: string;
  /** A flow answers GET `/<id>`. */
  readonly id: string;
  /** As JSON gives it. */
  readonly expected: unknown;
  /** What Node-RED 3.1 gives instead: it leaves environment variables whose value is JSONata undefined. */
  readonly in31?: string;
  /** Not served where settings.js has no functionGlobalContext. */
  readonly needsSeed: boolean;
}

/** What a probe gives in a Node-RED of a version, as the text of an answer. */
export function expectedText({ expected, in31 }: Probe, version: string): string {
  const wanted = version === '3.1' ? (in31 ?? expected) : expected;
  return typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
}

/** What a subject has in common with no other. */
const MORE: Forms = {
  'SECRETS: a name with a dash': [reading('global.get(\'SECRETS.DB["a-b"]\')'), 'dash'],
  'SECRETS: an array': [reading('global.get("SECRETS.DB.list[0].x")'), 1],
  'SECRETS: a text': [reading('global.get("SECRETS.API_KEY")'), CANARY.text],
  'SECRETS: what nobody set': [reading('({ value: global.get("SECRETS.NOBODY") })'), {}],
  'SECRETS_METADATA: keys': [reading('global.get("SECRETS_METADATA.keys")'), ['API_KEY', 'DB']],
  'CREDENTIALS: a plain field': [reading('global.get(\'CREDENTIALS["alert-mails"].domain\')'), 'mg.example'],
};

/** Keeps what was injected at the start, turned around, for it is no copy to be found; then answers requests with it. */
const KEEPS_FIRST = `
  const turn = (text) => text.split('').reverse().join('');
  if (msg.req) {
    if (context.kept === undefined) { context.early = msg; return; }
    msg.payload = turn(context.kept);
    return msg;
  }
  context.kept = turn(msg.payload);
  if (context.early) return { ...context.early, payload: msg.payload };`;

interface Made {
  readonly probe: Probe;
  readonly nodes: readonly object[];
}

const MADE: readonly Made[] = [
  ...SUBJECTS.flatMap((subject) => [
    ...made(`${subject.name} in a function: `, functionForms(subject), subject.value),
    ...made(`${subject.name} in a node: `, nodeForms(subject), subject.value),
    ...others(subject),
  ]),
  ...made('', MORE, undefined),
];

/** Every way to read. */
export const PROBES: readonly Probe[] = MADE.map(({ probe }) => probe);

/** The flows that answer them. They need settings with a context store `file`, and the test's own node. */
export const PROBE_FLOWS: readonly object[] = [
  { id: 'reads', type: 'tab', label: 'Reads', env: SUBJECTS.map(environmentOf) },
  ...MADE.flatMap(({ nodes }) => nodes),
];

function made(prefix: string, forms: Forms, value: unknown): readonly Made[] {
  return Object.entries(forms).map(([form, [part, expected = value]]) => {
    const title = prefix + form;
    const id = idOf(title);
    return { probe: { title, id, expected, needsSeed: SEED_ONLY.has(form) }, nodes: chain(id, 'reads', part) };
  });
}

function environmentOf({ name, path: [one, two] }: Subject): object {
  return { name: `OF_${name}`, type: 'jsonata', value: `$globalContext('${name}["${one}"].${two}')` };
}

/** Forms of more than one node. */
function others(subject: Subject): readonly Made[] {
  const {
    name,
    path: [one, two],
    value,
  } = subject;
  const leaf = `${name}["${one}"].${two}`;
  const row = (form: string, nodes: (id: string) => readonly object[], in31?: string): Made => {
    const title = `${name}: ${form}`;
    const id = idOf(title);
    return {
      probe: { title, id, expected: value, needsSeed: SEED_ONLY.has(form), ...(in31 !== undefined && { in31 }) },
      nodes: nodes(id),
    };
  };
  return [
    row('switch compares with it', (id) => [
      ...chain(id, 'reads', reading(`global.get('${leaf}')`), {
        type: 'switch',
        property: 'payload',
        propertyType: 'msg',
        rules: [{ t: 'eq', v: leaf, vt: 'global' }],
        outputs: 1,
      }),
    ]),
    row('switch looks at it', (id) =>
      chain(
        id,
        'reads',
        { type: 'switch', property: leaf, propertyType: 'global', rules: [{ t: 'nempty' }], outputs: 1 },
        reading(`global.get('${leaf}')`),
      ),
    ),
    row('inject once', (id) => [
      {
        id: `${id}-i`,
        type: 'inject',
        z: 'reads',
        once: true,
        onceDelay: 0.1,
        repeat: '',
        crontab: '',
        topic: '',
        props: [{ p: 'payload', v: leaf, vt: 'global' }],
        wires: [[`${id}-1`]],
      },
      ...chain(id, 'reads', code(KEEPS_FIRST)),
    ]),
    row('a subflow, by its parents', (id) => [
      {
        id: `${id}-s`,
        type: 'subflow',
        name: '',
        in: [{ x: 0, y: 0, wires: [{ id: `${id}-f` }] }],
        out: [{ x: 0, y: 0, wires: [{ id: `${id}-f`, port: 0 }] }],
      },
      { id: `${id}-f`, z: `${id}-s`, x: 0, y: 0, ...reading(`flow.get('$parent.$parent.${leaf}')`), wires: [[]] },
      ...chain(id, 'reads', { type: `subflow:${id}-s`, env: [] }),
    ]),
    row('a variable of the flow', (id) => chain(id, 'reads', reading(`env.get("OF_${name}")`)), ''),
    row(
      'a variable in a setting',
      (id) =>
        chain(id, 'reads', {
          type: 'template',
          field: 'payload',
          fieldType: 'msg',
          syntax: 'plain',
          template: `\${OF_${name}}`,
        }),
      `\${OF_${name}}`,
    ),
  ];
}

/** Letters and digits only, so that it can be a part of an address. */
function idOf(title: string): string {
  return title.replaceAll(/[^A-Za-z0-9]+/g, '-');
}
