import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';

// The part of Node-RED's runtime API that we use (3.1 to 5.0; https://nodered.org/docs/api/).

export interface Red {
  readonly settings: RedSettings;
  readonly log: Record<'info' | 'warn' | 'error', (message: string) => void>;
  readonly events: RedEvents;
  readonly comms: { publish: (topic: string, data: unknown, retain: boolean) => void };
  readonly nodes: RedNodes;
  readonly plugins: {
    registerPlugin: (id: string, definition: object) => void;
    get: (id: string) => object | undefined;
  };
  readonly httpAdmin: HttpAdmin;
  readonly auth: { needsPermission: (permission: string) => Handler };
  readonly hooks: {
    add: (name: string, hook: (event: DeliverEvent) => void) => void;
    remove: (name: string) => void;
  };
  /** Absent where Node-RED is embedded without one. */
  readonly server?: Server;
}

interface RedSettings {
  readonly userDir?: string;
  /** The live seed of the global context; absent where settings.js has none. */
  readonly functionGlobalContext?: object;
  readonly httpAdminRoot?: string | false;
  /** `path`: absolute folder of all projects, where it is not the usual one. */
  readonly editorTheme?: { readonly projects?: { readonly enabled?: boolean; readonly path?: string } };
  /** The stores of context by name; `default` may be the name of another one. Absent: memory alone. */
  readonly contextStorage?: Readonly<Record<string, unknown>>;
  /** A setting that the runtime keeps in its own store. */
  get: (name: string) => unknown;
  set: (name: string, value: unknown) => Promise<void>;
}

interface RedEvents {
  on: (event: string, listener: (payload: RuntimeEvent) => void) => void;
}

export interface RuntimeEvent {
  readonly id?: string;
  readonly config?: { readonly flows?: readonly FlowNode[] };
  /** Of `flows:…`: `nodes` and `flows` start some anew, anything else all. */
  readonly type?: string;
  readonly diff?: { readonly flowChanged?: readonly string[]; readonly globalConfigChanged?: boolean };
}

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

interface RedNodes {
  eachNode: (visit: (node: FlowNode) => void) => void;
  getNode: (id: string) => { readonly context?: () => { readonly global: ContextApi } } | null;
}

/** A context, asked with callbacks. */
export interface ContextApi {
  get: (key: string, store: string | undefined, done: Done) => void;
  set: (key: string, value: unknown, store: string | undefined, done: Done) => void;
  keys: ((done: Done) => void) & ((store: string, done: Done) => void);
}

type Done = (error: unknown, value?: unknown) => void;

/** An Express app, as far as we need it. */
interface HttpAdmin {
  /** The app that serves it: Node-RED's whole Admin API. Absent where nobody mounted it. */
  readonly parent?: { handle: (request: IncomingMessage, response: ServerResponse, next: () => void) => void };
  get: (path: string, ...handlers: readonly Handler[]) => void;
  post: (path: string, ...handlers: readonly Handler[]) => void;
}

/** `body` is the JSON of a request, parsed; Express answers what is none. */
export type Handler = (
  request: IncomingMessage & { body?: unknown },
  response: ServerResponse,
  next: () => void,
) => void;

/** https://nodered.org/docs/api/hooks/messaging/#predeliver */
interface DeliverEvent {
  msg: unknown;
  readonly destination?: { readonly node?: { readonly type?: string } };
}
