import { type Red } from '../plugin/red.ts';

// The part of Node-RED's runtime API that nodes have besides (https://nodered.org/docs/creating-nodes/node-js).

export interface NodeRed extends Omit<Red, 'nodes'> {
  readonly nodes: {
    readonly createNode: (node: ManagerNode, config: NodeConfig) => void;
    readonly registerType: (type: string, constructor: (this: ManagerNode, config: NodeConfig) => void) => void;
  };
  /** A sentence of the package's own locales, in the language of the runtime. */
  readonly _: (key: string, names?: Readonly<Record<string, string>>) => string;
}

/** A node's configuration as it stands in the flow file: anything may be in it. */
export interface NodeConfig {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface ManagerNode {
  readonly id: string;
  readonly status: (status: NodeStatus) => void;
  readonly send: (message: { readonly payload: unknown }) => void;
  readonly warn: (message: string) => void;
  readonly on: (event: 'close', listener: () => void) => void;
}

export interface NodeStatus {
  readonly fill?: 'red' | 'yellow' | 'green' | 'grey';
  readonly shape?: 'ring' | 'dot';
  readonly text?: string;
}
