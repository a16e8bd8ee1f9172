import { type Identity } from '../../identity/identity.ts';

/**
 * What this process has opened of age files, mostly data keys, so that a change does not cost a key exchange each time. Kept for exactly the
 * identities that opened them: when those change (a lock, a file that was removed) all are forgotten.
 */
export class OpenedKeys {
  #owners = '';
  readonly #keys = new Map<string, Uint8Array>();

  /** @param enc the armored age file */
  get(enc: string, identities: readonly Identity[]): Uint8Array | undefined {
    const owners = ownersOf(identities);
    if (owners !== this.#owners) {
      this.#keys.clear();
      this.#owners = owners;
    }
    return this.#keys.get(enc);
  }

  /** Called after `get` with the same identities. */
  set(enc: string, key: Uint8Array): void {
    this.#keys.set(enc, key);
  }
}

function ownersOf(identities: readonly Identity[]): string {
  return identities.map(({ recipient }) => recipient).join(' ');
}
