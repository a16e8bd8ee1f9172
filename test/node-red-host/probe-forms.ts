import { code, type Part, reading } from './chain.ts';
import { CANARY } from './world.ts';

/** One of the globals, and how a text value in it is named. */
export interface Subject {
  readonly name: 'SECRETS' | 'CREDENTIALS';
  /** All of it. */
  readonly whole: object;
  /** The names on the way to the text. */
  readonly path: readonly [string, string];
  readonly value: string;
}

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'SECRETS',
    whole: {
      API_KEY: CANARY.text,
      DB: { host: 'db.example', password: CANARY.nested, list: [{ x: 1 }], 'a-b': 'dash' },
    },
    path: ['DB', 'password'],
    value: CANARY.nested,
  },
  {
    name: 'CREDENTIALS',
    whole: {
      'alert-mails': { type: 'mailgun', domain: 'mg.example', sender: 'alerts@mg.example', apiKey: CANARY.sealed },
    },
    path: ['alert-mails', 'apiKey'],
    value: CANARY.sealed,
  },
];

/** Forms of one kind of node: what stands between the request and the answer, and what comes of it (default: the value). */
export type Forms = Readonly<Record<string, readonly [part: Part, expected?: unknown]>>;

export function functionForms({ name, whole, path: [one, two], value }: Subject): Forms {
  const leaf = `${name}["${one}"].${two}`;
  return {
    'the whole': [reading(`global.get("${name}")`), whole],
    'a leaf': [reading(`global.get('${leaf}')`)],
    'a leaf in quotes': [reading(`global.get('${name}["${one}"]["${two}"]')`)],
    'several at once': [reading(`global.get(['${leaf}', '${name}'])`), [value, whole]],
    'the whole, then members': [reading(`global.get("${name}")["${one}"].${two}`)],
    'a callback': [code(`global.get('${leaf}', (error, value) => { msg.payload = value; node.send(msg); });`)],
    'a callback for several': [
      code(`global.get(['${leaf}', '${name}'], (error, a, b) => { msg.payload = [a, b]; node.send(msg); });`),
      [value, whole],
    ],
    'context.global.get': [reading(`context.global.get('${leaf}')`)],
    '$parent of the flow': [reading(`flow.get('$parent.${leaf}')`)],
    'a store': [reading(`global.get('${leaf}', 'file')`)],
    'a store in the key': [reading(`global.get('#:(file)::${leaf}')`)],
    destructuring: [
      code(`const { ["${one}"]: { ${two} } } = global.get("${name}"); msg.payload = ${two}; return msg;`),
    ],
    spread: [reading(`({ ...global.get("${name}") })`), whole],
    'a clone': [reading(`RED.util.cloneMessage({ payload: global.get("${name}") }).payload`), whole],
    JSON: [reading(`JSON.parse(JSON.stringify(global.get("${name}")))`), whole],
    'its own keys': [reading(`Object.keys(global.get("${name}"))`), Object.keys(whole)],
    initialize: [
      code('msg.payload = context.turned.split("").reverse().join(""); return msg;', {
        initialize: `context.turned = global.get('${leaf}').split("").reverse().join("");`,
      }),
    ],
  };
}

export function nodeForms({ name, whole, path: [one, two], value }: Subject): Forms {
  const leaf = `${name}["${one}"].${two}`;
  const set = (to: string, tot: string, more = {}): Part => ({
    type: 'change',
    rules: [{ t: 'set', p: 'payload', pt: 'msg', to, tot, ...more }],
  });
  const template = (text: string): Part => ({
    type: 'template',
    field: 'payload',
    fieldType: 'msg',
    syntax: 'mustache',
    template: text,
  });
  const dotted = `${name}.${one}.${two}`;
  return {
    'change: a leaf': [set(leaf, 'global')],
    'change: a leaf of a store': [set(`#:(file)::${leaf}`, 'global')],
    'change: the whole': [set(name, 'global'), whole],
    'change: a deep copy': [set(name, 'global', { dc: true }), whole],
    'JSONata: a leaf': [set(`$globalContext('${leaf}')`, 'jsonata')],
    'JSONata: the whole': [set(`$globalContext("${name}")`, 'jsonata'), whole],
    'JSONata: members': [set(`$globalContext("${name}").\`${one}\`.${two}`, 'jsonata')],
    'JSONata: $lookup': [set(`$lookup($lookup($globalContext("${name}"), "${one}"), "${two}")`, 'jsonata')],
    'JSONata: a store': [set(`$globalContext('${leaf}', "file")`, 'jsonata')],
    'JSONata: $parent of the flow': [set(`$flowContext('$parent.${leaf}')`, 'jsonata')],
    'mustache: a leaf': [template(`{{{global.${dotted}}}}`)],
    'mustache: a store': [template(`{{{global[file].${dotted}}}}`)],
    'mustache: a section': [template(`{{#global.${name}.${one}}}{{{${two}}}}{{/global.${name}.${one}}}`)],
    'a contributed node: when made, at a message, by callback': [{ type: 'probe', key: leaf }, [value, value, value]],
    'a contributed node: the whole': [{ type: 'probe', key: name }, [whole, whole, whole]],
  };
}

/**
 * Forms that Node-RED serves only from settings.js' functionGlobalContext: those that turn a whole object into JSON, that
 * read before flows have started, or from another context store.
 */
export const SEED_ONLY: ReadonlySet<string> = new Set([
  'the whole',
  'several at once',
  'a callback for several',
  'a store',
  'a store in the key',
  'a clone',
  'JSON',
  'initialize',
  'change: a leaf of a store',
  'change: the whole',
  'change: a deep copy',
  'JSONata: the whole',
  'JSONata: a store',
  'mustache: a store',
  'a contributed node: when made, at a message, by callback',
  'a contributed node: the whole',
  'a variable of the flow',
  'a variable in a setting',
]);
