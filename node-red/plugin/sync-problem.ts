/** What is wrong with a sync, for people: in which space, file or variable, and what to do next. Never holds a value. */
export interface Problem {
  /** `error` where something was set on purpose and can't be used. */
  readonly severity: 'warning' | 'error';
  readonly message: string;
}

/** Why a part of a sync failed; the message is a Problem's. */
export class SyncProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SyncProblem';
  }
}

/**
 * What is said of an error that nobody foresaw: its kind and where it came from. Its own message is left out, for it may
 * quote what was read (that of JSON.parse does).
 */
export function faultOfOurs(error: unknown): string {
  const [name, stack = ''] = error instanceof Error ? [error.name, error.stack] : ['Error'];
  const [place = ''] = /^\s+at .*$/m.exec(stack) ?? [];
  return `a fault in Flow Secrets (${`${name} ${place.trim()}`.trim()}). Please report it.`;
}
