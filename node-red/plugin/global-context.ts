import { type ContextApi, type Red } from './red.ts';

/** The global context. `store` is the name of a context store; absent: the default one. Nothing throws. */
export interface GlobalContext {
  /** Undefined where it can't be read too. */
  readonly get: (name: string, store?: string) => Promise<unknown>;
  readonly set: (name: string, value: object, store?: string) => Promise<void>;
  readonly remove: (name: string, store?: string) => Promise<void>;
  readonly keys: (store?: string) => Promise<readonly string[]>;
}

/** The global context, which plugins have no way to but through a node; undefined while no flow runs. */
export function globalContextOf(red: Pick<Red, 'nodes'>): GlobalContext | undefined {
  const api = apiOf(red);
  if (!api) return undefined;
  const set = async (name: string, value: object | undefined, store?: string): Promise<void> => {
    await called((done) => {
      api.set(name, value, store, done);
    });
  };
  return {
    get: (name, store) =>
      called((done) => {
        api.get(name, store, done);
      }),
    set,
    remove: (name, store) => set(name, undefined, store),
    keys: async (store) => {
      const keys = await called((done) => {
        // Without a store it takes the callback first.
        if (store === undefined) api.keys(done);
        else api.keys(store, done);
      });
      return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
    },
  };
}

/** What a call with a callback gives: a store without a cache refuses other calls. */
function called(call: (done: (error: unknown, value?: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve) => {
    try {
      call((_error, value) => {
        resolve(value);
      });
    } catch {
      resolve(undefined);
    }
  });
}

function apiOf(red: Pick<Red, 'nodes'>): ContextApi | undefined {
  let found: ContextApi | undefined;
  try {
    red.nodes.eachNode(({ id }) => {
      found ??= apiOfNode(red.nodes.getNode(id));
    });
  } catch {
    // Node-RED has no flows yet.
  }
  return found;
}

/** A contributed node may have something of its own under the name `context`. */
function apiOfNode(node: ReturnType<Red['nodes']['getNode']>): ContextApi | undefined {
  if (typeof node?.context !== 'function') return undefined;
  const global = (node.context() as { readonly global?: ContextApi } | undefined)?.global;
  return typeof global?.keys === 'function' ? global : undefined;
}
