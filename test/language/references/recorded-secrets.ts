import { util } from '@node-red/util';
import { type Reading } from '../../../language/reference.ts';
import { withoutPrefixes } from './jsonata-oracle.ts';

/** Names that every object of a recording has; it has no others. */
export const NAMES = ['A', 'B', 'C'] as const;

/** Deeper reads are texts. */
const MAX_DEPTH = 5;

/**
 * SECRETS as a run-time would see it, with a note of each path that is read: `A.B`. Each object has the same names, so that
 * every read finds something.
 */
export class RecordedSecrets {
  readonly read = new Set<string>();

  /** What the global context holds. */
  readonly globals = { SECRETS: this.#at([]) };

  /** `get` of the global context: what has no parent is undefined, what is no expression throws. */
  readonly get = (key: string): unknown => {
    try {
      return util.getObjectProperty(this.globals, util.parseContextStore(key).key);
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };

  /** The paths that were read, without those that only led to others. */
  get deepest(): string[] {
    return [...withoutPrefixes(this.read)].sort();
  }

  #at(path: readonly string[]): unknown {
    if (path.length === MAX_DEPTH) return 'text';
    const isKnown = (name: string | symbol): name is string => NAMES.some((known) => known === name);
    return new Proxy(
      {},
      {
        has: (_, name) => isKnown(name),
        ownKeys: () => [...NAMES],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
        get: (_, name) => {
          if (name === 'toString' || name === Symbol.toPrimitive) return () => 'text';
          if (!isKnown(name)) return undefined;
          const below = [...path, name];
          this.read.add(below.join('.'));
          return this.#at(below);
        },
      },
    );
  }
}

/**
 * The paths that were read though no reference names their key. One to the whole object, or to a computed key, covers all;
 * below a key only the deepest references are kept, so nothing is said of `B` beside `B.C`.
 */
export function uncovered(read: Iterable<string>, { references }: Reading): string[] {
  const said = new Set(references.map(({ key }) => key?.name));
  return said.has(undefined) ? [] : [...read].filter((text) => !said.has(text.split('.')[0]));
}
