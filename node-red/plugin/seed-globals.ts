import { type GlobalName, GLOBAL_NAMES, type Globals, type PublishedGlobals } from './globals.ts';

/**
 * Publishes through hidden getters on the live seed of the global context: every reading form sees them, and nothing lists,
 * serialises or stores them (runtime/lib/nodes/context/index.js, memory.js: the seed is asked last, and its keys were
 * listed before any plugin was there).
 * @returns undefined where settings.js has no functionGlobalContext that can be extended
 */
export function seedGlobals(seed: unknown): Globals | undefined {
  if (typeof seed !== 'object' || seed === null || !Object.isExtensible(seed)) return undefined;
  const listed = GLOBAL_NAMES.filter((name) => Object.hasOwn(seed, name));
  let live: PublishedGlobals = {};
  try {
    for (const name of GLOBAL_NAMES) hide(seed, name, () => live[name]);
  } catch {
    return undefined; // one that settings.js made unchangeable
  }
  return {
    publish: (values) => {
      live = values;
    },
    republish: () => undefined,
    ours: (name) => live[name],
    listed,
  };
}

function hide(seed: object, name: GlobalName, get: () => object | undefined): void {
  // A setter that does nothing: a flow's assignment must not throw, nor replace what others read.
  Object.defineProperty(seed, name, { get, set: () => undefined, enumerable: false, configurable: true });
}
