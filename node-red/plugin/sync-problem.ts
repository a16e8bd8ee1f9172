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
