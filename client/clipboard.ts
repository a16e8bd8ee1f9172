import { createHash } from 'node:crypto';
import { type SecretValue } from '../store/secret-value.ts';

/** How long a copied value stays on the clipboard. */
export const CLEAR_AFTER_MS = 60_000;

/** The part of the world that the clipboard needs: an argument, so that tests bring their own. */
export interface ClipboardWorld {
  read(): Promise<string>;
  write(text: string): Promise<void>;
  /** Runs `action` once after `ms`; returns what stops it. */
  after(ms: number, action: () => void): () => void;
}

/** `failed`: it could not be read, so the value may remain; it is tried again on focus and at exit. */
export type ClearResult = 'cleared' | 'changed' | 'failed' | 'nothing';

/**
 * Copies values, and clears the clipboard after a minute if it still holds what was copied.
 * Only a digest of the value is kept meanwhile.
 */
export class SecretClipboard {
  readonly #world: ClipboardWorld;
  readonly #onCleared: (result: ClearResult) => void;
  #digest: string | undefined;
  #due = false;
  #stop: (() => void) | undefined;

  constructor(world: ClipboardWorld, onCleared: (result: ClearResult) => void) {
    this.#world = world;
    this.#onCleared = onCleared;
  }

  async copy(value: SecretValue): Promise<void> {
    const text = value.reveal();
    await this.#world.write(text);
    this.#stop?.();
    this.#digest = digestOf(text);
    this.#due = false;
    this.#stop = this.#world.after(CLEAR_AFTER_MS, () => {
      this.#due = true;
      void this.#clear().then(this.#onCleared);
    });
  }

  /** The window has the focus again: where the clipboard could not be read before, it may be now. */
  async focused(): Promise<void> {
    if (!this.#due) return;
    const result = await this.#clear();
    // That it failed has been said already.
    if (result === 'cleared') this.#onCleared(result);
  }

  /** Clears at once, due or not: the user locks. */
  async clearNow(): Promise<void> {
    // Where it can't be read now, the next focus tries again.
    this.#due = true;
    this.#onCleared(await this.dispose());
  }

  /** At exit: clears at once too, and there is nobody to tell. */
  async dispose(): Promise<ClearResult> {
    this.#stop?.();
    return this.#clear();
  }

  async #clear(): Promise<ClearResult> {
    const digest = this.#digest;
    if (digest === undefined) return 'nothing';
    try {
      const held = digestOf(await this.#world.read()) === digest;
      if (held) await this.#world.write('');
      // A newer copy may have come meanwhile: its digest stays.
      if (this.#digest === digest) this.#digest = undefined;
      return held ? 'cleared' : 'changed';
    } catch {
      return 'failed';
    }
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
