/** Why a sync failed, for people: what is wrong, in which space or file, what to do next. Never holds a value. */
export class SyncProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SyncProblem';
  }
}
