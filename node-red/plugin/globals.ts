import { type Red } from './red.ts';

/** The globals that we publish. */
export const GLOBAL_NAMES = ['SECRETS', 'SECRETS_METADATA', 'CREDENTIALS'] as const;
type GlobalName = (typeof GLOBAL_NAMES)[number];

/** Deeply frozen; absent ones are undefined in flows. */
export type PublishedGlobals = Readonly<Partial<Record<GlobalName, object>>>;

/** Where flows find the globals. */
export interface Globals {
  publish: (values: PublishedGlobals) => void;
}

/**
 * Publishes through hidden getters on the live seed of the global context: every reading form sees them, and nothing lists,
 * serialises or stores them (runtime/lib/nodes/context/index.js, memory.js: the seed is asked last, and its keys were
 * listed before any plugin was there).
 * @returns undefined where settings.js has no functionGlobalContext that can be extended
 */
export function seedGlobals(seed: unknown): Globals | undefined {
  if (typeof seed !== 'object' || seed === null || !Object.isExtensible(seed)) return undefined;
  let live: PublishedGlobals = {};
  for (const name of GLOBAL_NAMES) {
    // A setter that does nothing: a flow's assignment must not throw, nor replace what others read.
    Object.defineProperty(seed, name, {
      get: () => live[name],
      set: () => undefined,
      enumerable: false,
      configurable: true,
    });
  }
  return {
    publish: (values) => {
      live = values;
    },
  };
}

/** Answers every serialiser with nothing. */
const MUTE = Object.freeze(Object.defineProperty({}, 'toJSON', { value: () => undefined }));

/**
 * Publishes in the global context itself, where there is no seed: from the first start of flows on, as values that
 * serialise to nothing, so that neither disk nor Admin API gets them.
 */
export function storeGlobals(red: Red): Globals {
  let live: PublishedGlobals = {};
  const write = (): void => {
    const values = GLOBAL_NAMES.map((name) => muted(live[name]));
    contextOf(red)?.set(GLOBAL_NAMES, values, () => undefined);
  };
  red.events.on('flows:started', write);
  return {
    publish: (values) => {
      live = values;
      write();
    },
  };
}

function muted(value: object | undefined): object | undefined {
  if (value === undefined) return undefined;
  return Object.freeze(Object.defineProperties(Object.create(MUTE) as object, Object.getOwnPropertyDescriptors(value)));
}

/** The global context, which plugins have no way to but through a node; undefined while no flow runs. */
function contextOf(
  red: Red,
): ReturnType<NonNullable<ReturnType<Red['nodes']['getNode']>>['context'] & {}>['global'] | undefined {
  let found: ReturnType<typeof contextOf>;
  red.nodes.eachNode(({ id }) => {
    found ??= red.nodes.getNode(id)?.context?.().global;
  });
  return found;
}
