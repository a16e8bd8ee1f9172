import { onExit } from 'signal-exit';

let isKept = false;

/**
 * write-file-atomic takes its temporary file away when the process ends in the middle. For each write it listens to two dozen signals
 * anew, which takes as long as a third of the calls of a write; one listener that stays spares that. (proper-lockfile keeps one as well.)
 */
export function keepExitListener(): void {
  if (isKept) return;
  isKept = true;
  onExit(() => undefined);
}
