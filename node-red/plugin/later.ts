/** Does something after a pause, in milliseconds. Call what it returns to leave it. */
export type Later = (pause: number, task: () => void) => () => void;

/** With timers that keep no process alive. */
export const later: Later = (pause, task) => {
  const timer = setTimeout(task, pause);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};
