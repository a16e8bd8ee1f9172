import { type Node } from 'jsonc-parser';
import { propertyOf, textOf } from '../references/json-tree.ts';

/** What a typed input may be set to, so that it reads a secret (facts: docs/references.md). */
export interface TypedTarget {
  /** The list whose items hold value and type; absent when the node itself does. */
  readonly list?: string;
  readonly value: string;
  readonly type: string;
  /** `global`: by its name; `jsonata`: by an expression, which can hold more than the secret. */
  readonly takes: readonly ('global' | 'jsonata')[];
  /** Whether the item uses the value as one. */
  readonly when?: (holder: Node) => boolean;
}

const BOTH = ['global', 'jsonata'] as const;
/** Read once when flows start; the editor offers `global` nowhere here. */
const ENVIRONMENT: readonly TypedTarget[] = [{ list: 'env', value: 'value', type: 'type', takes: ['jsonata'] }];

const TARGETS: ReadonlyMap<string, readonly TypedTarget[]> = new Map<string, readonly TypedTarget[]>([
  [
    'change',
    [
      {
        list: 'rules',
        value: 'to',
        type: 'tot',
        takes: BOTH,
        when: (rule) => ['set', 'change'].includes(ruleOf(rule)),
      },
      { list: 'rules', value: 'from', type: 'fromt', takes: ['global'], when: (rule) => ruleOf(rule) === 'change' },
    ],
  ],
  [
    'switch',
    [
      { list: 'rules', value: 'v', type: 'vt', takes: BOTH },
      { list: 'rules', value: 'v2', type: 'v2t', takes: BOTH },
    ],
  ],
  [
    'inject',
    [
      { list: 'props', value: 'v', type: 'vt', takes: BOTH },
      { value: 'payload', type: 'payloadType', takes: BOTH },
    ],
  ],
  [
    'trigger',
    [
      { value: 'op1', type: 'op1type', takes: ['global'] },
      { value: 'op2', type: 'op2type', takes: ['global'] },
    ],
  ],
  ['join', [{ value: 'reduceInit', type: 'reduceInitType', takes: BOTH }]],
  ['file', [{ value: 'filename', type: 'filenameType', takes: ['jsonata'] }]],
  ['file in', [{ value: 'filename', type: 'filenameType', takes: ['jsonata'] }]],
  ['tab', ENVIRONMENT],
  ['group', ENVIRONMENT],
  ['global-config', ENVIRONMENT],
]);

/** Of Node-RED's own node types and instances of subflows. A subflow's own list is not evaluated as JSONata. */
export function targetsOf(type: string): readonly TypedTarget[] {
  return type.startsWith('subflow:') ? ENVIRONMENT : (TARGETS.get(type) ?? []);
}

function ruleOf(rule: Node): string {
  return textOf(propertyOf(rule, 't')) ?? '';
}
