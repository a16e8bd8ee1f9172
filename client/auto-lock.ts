const MINUTE_MS = 60_000;

/** The part of the world that it needs: an argument, so that tests bring their own. */
export interface AutoLockWorld {
  /** Milliseconds. */
  now(): number;
  /** Runs `action` once after `ms`; returns what stops it. */
  after(ms: number, action: () => void): () => void;
}

/** Locks once the window was idle for the minutes of the setting. A machine that slept meanwhile was idle too. */
export class AutoLock {
  readonly #world: AutoLockWorld;
  readonly #lock: () => void;
  #idleSince: number | undefined;
  #stop: (() => void) | undefined;

  constructor(world: AutoLockWorld, lock: () => void) {
    this.#world = world;
    this.#lock = lock;
  }

  /**
   * The window's state or the setting changed.
   * @param minutes 0 is off
   */
  update(active: boolean, minutes: number): void {
    this.dispose();
    const now = this.#world.now();
    const idle = now - (this.#idleSince ?? now);
    this.#idleSince = active ? undefined : now - idle;
    if (minutes <= 0) return;
    const left = minutes * MINUTE_MS - idle;
    if (left <= 0) this.#lock();
    else if (!active) this.#stop = this.#world.after(left, this.#lock);
  }

  dispose(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
