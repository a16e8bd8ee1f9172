import { type Node } from 'jsonc-parser';
import { type Reference, type Sink } from '../reference.ts';
import { itemsOf, propertyOf, textOf } from './json-tree.ts';

/** A value whose type stands in a sibling property (Node-RED's TypedInput). */
export interface TypedInput {
  /** The list whose items hold both properties; absent when the node itself does. */
  readonly list?: string;
  readonly value: string;
  readonly type: string;
  /** What the node does with the place that is named; `read` when absent. Undefined: the item does not use it. */
  readonly access?: (holder: Node) => Reference['access'] | undefined;
  /** What a template in a text of type `str` becomes: shown as written, rendered with the message alone (`empty`), or who knows. */
  readonly template?: 'literal' | 'empty' | 'value';
  /** True where the text may become a template that a later node renders. */
  readonly rendersLater?: (holder: Node) => boolean;
  /** True when JSONata is evaluated only when flows start. */
  readonly startup?: boolean;
  /** Where the value goes as it is; absent where the node computes with it. */
  readonly sink?: (holder: Node) => Sink | undefined;
}

/** A property that is code or a template as a whole. */
export interface TextInput {
  readonly value: string;
  readonly reader: 'function' | 'startup-function' | 'jsonata' | 'mustache' | 'message-mustache';
  /** Whether the node's settings make it look at the property. */
  readonly when?: (node: Node) => boolean;
  /** Where a text that is printed goes. */
  readonly sink?: (node: Node) => Sink | undefined;
}

/** Where the global context can be named in a node type. All other strings of it are as written. */
export interface NodeInputs {
  readonly typed?: readonly TypedInput[];
  readonly texts?: readonly TextInput[];
}

const ENVIRONMENT: NodeInputs = { typed: [{ list: 'env', value: 'value', type: 'type', startup: true }] };
const NOTHING: NodeInputs = {};

/** Node-RED's own node types (3.x to 5.x, source: packages/node_modules/@node-red/nodes/core). */
const CORE_NODES: ReadonlyMap<string, NodeInputs> = new Map<string, NodeInputs>([
  [
    'function',
    {
      texts: [
        { value: 'func', reader: 'function' },
        { value: 'initialize', reader: 'startup-function' },
        { value: 'finalize', reader: 'function' },
      ],
    },
  ],
  [
    'template',
    {
      typed: [{ value: 'field', type: 'fieldType', access: () => 'write' }],
      texts: [{ value: 'template', reader: 'mustache', when: rendersMustache, sink: targetOfTemplate }],
    },
  ],
  [
    'change',
    {
      // The settings before version 0.11 (action, property, from, to at the top) had no types: they name no context.
      typed: [
        { list: 'rules', value: 'p', type: 'pt', access: accessOfRuleTarget },
        {
          list: 'rules',
          value: 'to',
          type: 'tot',
          access: accessOfRuleValue,
          rendersLater: (rule) => setsTemplate(rule, 'pt'),
          sink: targetOfRule,
        },
        {
          list: 'rules',
          value: 'from',
          type: 'fromt',
          access: (rule) => (ruleOf(rule) === 'change' ? 'read' : undefined),
        },
      ],
    },
  ],
  [
    'switch',
    {
      typed: [
        { value: 'property', type: 'propertyType' },
        { list: 'rules', value: 'v', type: 'vt' },
        { list: 'rules', value: 'v2', type: 'v2t' },
      ],
    },
  ],
  [
    'inject',
    {
      typed: [
        {
          list: 'props',
          value: 'v',
          type: 'vt',
          rendersLater: (prop) => setsTemplate(prop),
          sink: (prop) => message(settingOf(prop, 'p')),
        },
        {
          value: 'payload',
          type: 'payloadType',
          access: (node) => (sendsPayload(node) ? 'read' : undefined),
          sink: () => message('payload'),
        },
      ],
    },
  ],
  [
    'trigger',
    {
      typed: [
        { value: 'op1', type: 'op1type', template: 'empty', sink: () => message('payload') },
        { value: 'op2', type: 'op2type', template: 'empty', sink: () => message('payload') },
      ],
    },
  ],
  [
    'join',
    {
      typed: [
        { value: 'reduceInit', type: 'reduceInitType', access: (node) => (reduces(node) ? 'read' : undefined) },
        { value: 'joiner', type: 'joinerType' },
      ],
      texts: [
        { value: 'reduceExp', reader: 'jsonata', when: reduces },
        { value: 'reduceFixup', reader: 'jsonata', when: reduces },
      ],
    },
  ],
  [
    'sort',
    {
      typed: [
        { value: 'target', type: 'targetType', access: () => 'write' },
        { value: 'msgKey', type: 'msgKeyType', access: (node) => sortsBy(node, 'msg') },
        { value: 'seqKey', type: 'seqKeyType', access: (node) => sortsBy(node, 'seq') },
      ],
    },
  ],
  [
    'debug',
    {
      typed: [
        { value: 'complete', type: 'targetType', sink: () => ({ kind: 'debug' }) },
        { value: 'statusVal', type: 'statusType', sink: () => ({ kind: 'status' }) },
      ],
    },
  ],
  ['file', { typed: [{ value: 'filename', type: 'filenameType' }] }],
  ['file in', { typed: [{ value: 'filename', type: 'filenameType' }] }],
  [
    'http request',
    {
      typed: [
        { list: 'headers', value: 'keyValue', type: 'keyType' },
        { list: 'headers', value: 'valueValue', type: 'valueType' },
      ],
      texts: [{ value: 'url', reader: 'message-mustache' }],
    },
  ],
  [
    'websocket-client',
    {
      typed: [
        { list: 'headers', value: 'keyValue', type: 'keyType' },
        { list: 'headers', value: 'valueValue', type: 'valueType' },
      ],
    },
  ],
  ['tab', ENVIRONMENT],
  ['group', ENVIRONMENT],
  ['subflow', ENVIRONMENT],
  ['global-config', ENVIRONMENT],
  ...[
    'mqtt in',
    'mqtt out',
    'mqtt-broker',
    'tcp in',
    'tcp out',
    'tcp request',
    'udp in',
    'udp out',
    'exec',
    'http in',
    'http response',
    'http proxy',
    'websocket in',
    'websocket out',
    'websocket-listener',
    'csv',
    'xml',
    'json',
    'yaml',
    'html',
    'split',
    'batch',
    'delay',
    'range',
    'rbe',
    'watch',
    'link in',
    'link out',
    'link call',
    'catch',
    'status',
    'complete',
    'tls-config',
  ].map((type): [string, NodeInputs] => [type, NOTHING]),
]);

/** What is known of a node type; undefined for types that are not Node-RED's own. */
export function inputsOf(type: string): NodeInputs | undefined {
  return type.startsWith('subflow:') ? ENVIRONMENT : CORE_NODES.get(type);
}

function settingOf(node: Node, name: string): string | undefined {
  return textOf(propertyOf(node, name));
}

function ruleOf(rule: Node): string | undefined {
  return settingOf(rule, 't');
}

function accessOfRuleTarget(rule: Node): Reference['access'] {
  const kind = ruleOf(rule);
  return kind === 'delete' || kind === 'move' ? 'delete' : 'write';
}

function accessOfRuleValue(rule: Node): Reference['access'] | undefined {
  const kind = ruleOf(rule);
  if (kind === 'delete') return undefined;
  return kind === 'move' ? 'write' : 'read';
}

function message(property: string | undefined): Sink {
  return property === undefined || property === '' ? { kind: 'message' } : { kind: 'message', property };
}

/** The message's property that a rule sets; none when it sets a context's. */
function targetOfRule(rule: Node): Sink | undefined {
  return settingOf(rule, 'pt') === 'msg' ? message(settingOf(rule, 'p')) : undefined;
}

/** An inject node looks at `payload` where its list of properties has one without a value; before version 1.1 there was no list. */
function sendsPayload(node: Node): boolean {
  const props = propertyOf(node, 'props');
  if (props?.type !== 'array') return true;
  return itemsOf(props).some((prop) => settingOf(prop, 'p') === 'payload' && propertyOf(prop, 'v') === undefined);
}

function rendersMustache(node: Node): boolean {
  return settingOf(node, 'syntax') !== 'plain';
}

function targetOfTemplate(node: Node): Sink | undefined {
  const type = settingOf(node, 'fieldType') ?? 'msg';
  return type === 'msg' ? message(settingOf(node, 'field') ?? 'payload') : undefined;
}

/** A sort node keeps the key of what it does not sort, a list in a message (`msg`) or messages (`seq`). */
function sortsBy(node: Node, target: 'msg' | 'seq'): Reference['access'] | undefined {
  const sorted = settingOf(node, 'targetType') ?? target;
  return sorted === target ? 'read' : undefined;
}

function reduces(node: Node): boolean {
  return settingOf(node, 'mode') === 'reduce';
}

/** A template node without a template of its own renders `msg.template`. */
function setsTemplate(holder: Node, type?: string): boolean {
  return settingOf(holder, 'p') === 'template' && (type === undefined || settingOf(holder, type) === 'msg');
}
