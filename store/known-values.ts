import { type KnownValue } from '../language/rules/known-value.ts';
import { type ValueDigest } from './files/value-digests.ts';

/** A store that its user can open. */
interface Opened {
  valueDigests(space: string): Promise<readonly ValueDigest[]>;
}

/** What has which value, by the value's digest. @throws StoreError when one of the spaces can't be opened */
export async function knownValuesOf(
  store: Opened,
  spaces: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownValue[]>> {
  const known = new Map<string, Map<string, KnownValue>>();
  for (const space of spaces) {
    for (const { digest, key, path } of await store.valueDigests(space)) {
      const entries = known.get(digest) ?? new Map<string, KnownValue>();
      const name = JSON.stringify([key, path]);
      entries.set(name, { key, path, spaces: [...(entries.get(name)?.spaces ?? []), space] });
      known.set(digest, entries);
    }
  }
  return new Map([...known].map(([digest, entries]) => [digest, [...entries.values()]]));
}
