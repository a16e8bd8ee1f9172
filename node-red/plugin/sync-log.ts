import { type Red } from './red.ts';
import { type SyncReport } from './sync.ts';

/** Says in Node-RED's log what syncs did: each cause of a failure once until it is gone, each version once. */
export class SyncLog {
  readonly #log: Red['log'];
  #causes = new Set<string>();
  #version = '';

  constructor(log: Red['log']) {
    this.#log = log;
  }

  write({ root, status, problems }: SyncReport): void {
    for (const { severity, message } of problems) {
      if (!this.#causes.has(message)) this.say(severity === 'error' ? 'error' : 'warn', message);
    }
    this.#causes = new Set(problems.map(({ message }) => message));
    const { space, version, keys } = status;
    if (space === undefined || version === undefined) return;
    const line = `Synced the space ${JSON.stringify(space)}, version ${version}, of the store in ${root}: ${keys?.length ?? 0} secrets.`;
    if (line !== this.#version) this.say('info', line);
    this.#version = line;
  }

  /** A line of ours. */
  say(level: 'info' | 'warn' | 'error', message: string): void {
    // Names come from files: a line break in one must not look like a line of somebody else's.
    this.#log[level](`[flow-secrets] ${message.replace(/\p{Cc}+/gu, ' ')}`);
  }
}
