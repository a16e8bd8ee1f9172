// What Node-RED (3 to 5) puts around the code of a function node: its sandbox, as docs/references.md has it.

/** The message that the function was called with. */
declare let msg: NodeRedMessage;

interface NodeRedMessage {
  /** What the message is about: anything. */
  payload?: any;
  /** A word for what it is about. */
  topic?: any;
  /** Names the message through the flow. */
  _msgid?: string;
  [name: string]: any;
}

/** One message, several for one output, or a list with one entry for each output. */
type NodeRedMessages =
  NodeRedMessage | null | undefined | readonly (NodeRedMessage | null | undefined | readonly NodeRedMessage[])[];

/** The node that runs this code. */
declare const node: {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly outputCount: number;
  /** Sends messages on; `cloneMessage` false sends the first as it is, not a copy. */
  send(messages: NodeRedMessages, cloneMessage?: boolean): void;
  /** Says that this message is done with: needed where the code goes on after it returns. */
  done(error?: unknown): void;
  log(text: unknown): void;
  /** Shows in the debug sidebar, and triggers Catch nodes. */
  error(text: unknown, msg?: NodeRedMessage): void;
  warn(text: unknown): void;
  debug(text: unknown): void;
  trace(text: unknown): void;
  /** What stands below the node; empty clears it. */
  status(status: NodeRedStatus | string): void;
  /** `close`: the flow stops or is deployed anew. */
  on(
    event: 'close',
    listener: (() => void) | ((done: () => void) => void) | ((removed: boolean, done: () => void) => void),
  ): void;
  on(
    event: 'input',
    listener: (msg: NodeRedMessage, send: (messages: NodeRedMessages) => void, done: (error?: unknown) => void) => void,
  ): void;
  /** Calls a Link In node and gives what comes back (Node-RED 5). */
  linkcall(target: string, msg: NodeRedMessage, options?: { timeout?: number }): Promise<NodeRedMessage>;
};

interface NodeRedStatus {
  fill?: 'red' | 'green' | 'yellow' | 'blue' | 'grey';
  shape?: 'ring' | 'dot';
  text?: string;
}

/** Values that outlive a message. Keys are property expressions; a store is one of `contextStorage` in settings.js. */
interface NodeRedContext {
  get(key: string, store?: string): any;
  get(keys: readonly string[], store?: string): any[];
  get(key: string | readonly string[], callback: (error: unknown, ...values: any[]) => void): void;
  get(key: string | readonly string[], store: string, callback: (error: unknown, ...values: any[]) => void): void;
  set(key: string, value: unknown, store?: string): void;
  set(keys: readonly string[], values: readonly unknown[], store?: string): void;
  set(key: string | readonly string[], value: unknown, callback: (error?: unknown) => void): void;
  set(key: string | readonly string[], value: unknown, store: string, callback: (error?: unknown) => void): void;
  keys(store?: string): string[];
  keys(callback: (error: unknown, keys: string[]) => void): void;
  keys(store: string, callback: (error: unknown, keys: string[]) => void): void;
}

/** Values of this node alone. */
declare const context: NodeRedContext & { readonly flow: NodeRedContext; readonly global: NodeRedContext };
/** Values of this tab or subflow. */
declare const flow: NodeRedContext;
/** Values of all flows: SECRETS and CREDENTIALS among them. */
declare const global: NodeRedContext;
/** Environment: of the node, its group, subflow or tab, and the process. */
declare const env: { get(name: string): any };

declare const RED: {
  readonly util: {
    cloneMessage<T>(msg: T): T;
    compareObjects(a: unknown, b: unknown): boolean;
    ensureBuffer(value: unknown): Buffer;
    ensureString(value: unknown): string;
    encodeObject(msg: { msg: unknown; [name: string]: unknown }, options?: { maxLength?: number }): any;
    evaluateJSONataExpression(
      expression: unknown,
      msg: NodeRedMessage,
      callback: (error: unknown, result: any) => void,
    ): void;
    evaluateNodeProperty(
      value: string,
      type: string,
      node: unknown,
      msg: NodeRedMessage,
      callback?: (error: unknown, value: any) => void,
    ): any;
    generateId(): string;
    getMessageProperty(msg: NodeRedMessage, expression: string): any;
    getObjectProperty(object: object, expression: string): any;
    getSetting(node: unknown, name: string): any;
    normalisePropertyExpression(expression: string): (string | number)[];
    parseContextStore(key: string): { store?: string; key: string };
    prepareJSONataExpression(expression: string, node: unknown): any;
    setMessageProperty(msg: NodeRedMessage, expression: string, value: unknown, createMissing?: boolean): boolean;
    setObjectProperty(object: object, expression: string, value: unknown, createMissing?: boolean): boolean;
  };
};

declare const console: Record<
  'log' | 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'dir',
  (...values: unknown[]) => void
>;

declare function setTimeout<A extends unknown[]>(
  action: (...values: A) => void,
  milliseconds?: number,
  ...values: A
): object;
declare function setInterval<A extends unknown[]>(
  action: (...values: A) => void,
  milliseconds?: number,
  ...values: A
): object;
declare function clearTimeout(timer: object | undefined): void;
declare function clearInterval(timer: object | undefined): void;

/** Node.js: turns a function with a callback into one with a promise. */
declare function promisify(action: (...values: any[]) => unknown): (...values: any[]) => Promise<any>;
/** Node.js `util`. */
declare const util: {
  inspect(value: unknown, options?: object): string;
  format(format: unknown, ...values: unknown[]): string;
  promisify: typeof promisify;
  isDeepStrictEqual(a: unknown, b: unknown): boolean;
  [name: string]: any;
};

interface Buffer extends Uint8Array {
  toString(encoding?: NodeRedEncoding, start?: number, end?: number): string;
  toJSON(): { type: 'Buffer'; data: number[] };
  equals(other: Uint8Array): boolean;
  write(text: string, offset?: number, length?: number, encoding?: NodeRedEncoding): number;
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
  readUInt8(offset?: number): number;
  readUInt16BE(offset?: number): number;
  readUInt16LE(offset?: number): number;
  readUInt32BE(offset?: number): number;
  readUInt32LE(offset?: number): number;
  readInt8(offset?: number): number;
  readInt16BE(offset?: number): number;
  readInt16LE(offset?: number): number;
  readInt32BE(offset?: number): number;
  readInt32LE(offset?: number): number;
  readFloatBE(offset?: number): number;
  readFloatLE(offset?: number): number;
  readDoubleBE(offset?: number): number;
  readDoubleLE(offset?: number): number;
  writeUInt8(value: number, offset?: number): number;
  writeUInt16BE(value: number, offset?: number): number;
  writeUInt16LE(value: number, offset?: number): number;
  writeUInt32BE(value: number, offset?: number): number;
  writeUInt32LE(value: number, offset?: number): number;
}
type NodeRedEncoding = 'utf8' | 'utf16le' | 'latin1' | 'ascii' | 'base64' | 'base64url' | 'hex' | 'binary';
declare const Buffer: {
  from(text: string, encoding?: NodeRedEncoding): Buffer;
  from(bytes: ArrayLike<number> | ArrayBuffer): Buffer;
  alloc(size: number, fill?: string | number): Buffer;
  concat(parts: readonly Uint8Array[], length?: number): Buffer;
  byteLength(text: string, encoding?: NodeRedEncoding): number;
  isBuffer(value: unknown): value is Buffer;
};

interface URLSearchParams {
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  forEach(action: (value: string, name: string) => void): void;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare const URLSearchParams: new (
  init?: string | Record<string, string> | Iterable<[string, string]>,
) => URLSearchParams;

interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}
declare const URL: new (url: string, base?: string | URL) => URL;
