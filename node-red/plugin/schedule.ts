import { type Later } from './later.ts';
import { type RuntimeSettings } from '../status.ts';

/** Between two looks at the files. */
const LOOK_MS = 1000;
/** Files are read when two looks so far apart agree: `sops` and git write in several steps. */
const SETTLE_MS = 100;
/** Files that never come to rest are read all the same. */
const SETTLE_LOOKS = 20;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 600_000;
const MINUTE_MS = 60_000;

export interface ScheduleOptions {
  /** Syncs now. */
  readonly sync: () => void;
  /** A cheap look at the files. Never rejects. */
  readonly look: () => Promise<string>;
  /** The look that the last sync began with. */
  readonly seen: () => string | undefined;
  readonly later: Later;
}

/** When the store is synced without being asked: its files changed, the time of Auto Sync has come, or the last sync failed. */
export class Schedule {
  readonly #options: ScheduleOptions;
  #pause = FIRST_PAUSE_MS;
  #stopLooking = (): void => undefined;
  #stopAutoSync = (): void => undefined;
  #stopRetry = (): void => undefined;
  #stopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Begins to look at the files. */
  start(): void {
    this.#lookLater();
  }

  /** Ends all that was begun. */
  stop(): void {
    this.#stopped = true;
    this.#stopLooking();
    this.#stopAutoSync();
    this.#stopRetry();
  }

  /** Begins Auto Sync anew, with its interval as it is set now. */
  setAutoSync({ autoSync }: Pick<RuntimeSettings, 'autoSync'>): void {
    this.#stopAutoSync();
    if (autoSync === 0 || this.#stopped) return;
    this.#stopAutoSync = this.#options.later(autoSync * MINUTE_MS, () => {
      this.#options.sync();
      this.setAutoSync({ autoSync });
    });
  }

  /** Told after each sync: a failed one is tried again, after pauses that grow until one succeeds or a file changes. */
  synced(complete: boolean): void {
    this.#stopRetry();
    if (complete) this.#pause = FIRST_PAUSE_MS;
    if (complete || this.#stopped) return;
    this.#stopRetry = this.#options.later(this.#pause, this.#options.sync);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  #lookLater(): void {
    if (this.#stopped) return;
    this.#stopLooking = this.#options.later(LOOK_MS, () => {
      void this.#look().finally(() => {
        this.#lookLater();
      });
    });
  }

  async #look(): Promise<void> {
    const { look, seen, sync } = this.#options;
    let found = await look();
    if (found === seen()) return;
    for (let looks = 0; looks < SETTLE_LOOKS; looks++) {
      const before = found;
      await new Promise<void>((resolve) => this.#options.later(SETTLE_MS, resolve));
      found = await look();
      if (found === before) break;
    }
    if (this.#stopped || found === seen()) return;
    this.#pause = FIRST_PAUSE_MS;
    sync();
  }
}
