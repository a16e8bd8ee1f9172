import { type GlobalContext, globalContextOf } from './global-context.ts';
import { type GlobalName, GLOBAL_NAMES, type Globals, type PublishedGlobals } from './globals.ts';
import { type Red } from './red.ts';

/** Answers every serialiser with nothing. */
const MUTE = Object.freeze(Object.defineProperty({}, 'toJSON', { value: () => undefined }));

/**
 * Publishes in the global context itself, where there is no seed: from the first start of flows on, as values that
 * serialise to nothing, so that neither disk nor Admin API gets them.
 */
export function storedGlobals(red: Pick<Red, 'nodes' | 'events'>): Globals {
  let live: PublishedGlobals = {};
  /** All that we ever published: what else stands there is a flow's. */
  const published = new WeakSet();
  const write = (): void => {
    const context = globalContextOf(red);
    if (context) for (const name of GLOBAL_NAMES) void put(context, name, live[name], published);
  };
  // The first node makes the context reachable.
  red.events.on('flows:started', write);
  return {
    publish: (values) => {
      live = {};
      for (const name of GLOBAL_NAMES) {
        const value = values[name];
        if (value) live = { ...live, [name]: muted(value) };
        if (live[name]) published.add(live[name]);
      }
      write();
    },
    republish: write,
    ours: (name) => live[name],
    listed: GLOBAL_NAMES,
  };
}

async function put(
  context: GlobalContext,
  name: GlobalName,
  value: object | undefined,
  published: WeakSet<object>,
): Promise<void> {
  const current = await context.get(name);
  const isFree = current === undefined || (typeof current === 'object' && current !== null && published.has(current));
  if (!isFree || current === value) return;
  if (value) await context.set(name, value);
  else await context.remove(name);
}

function muted(value: object): object {
  return Object.freeze(Object.defineProperties(Object.create(MUTE) as object, Object.getOwnPropertyDescriptors(value)));
}
