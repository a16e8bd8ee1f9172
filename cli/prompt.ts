import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks for a line at a terminal.
 * @param hidden true for one that is not shown while it is typed
 * @returns undefined when the user cancels
 */
export async function ask(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  hidden: boolean,
): Promise<string | undefined> {
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  // The line editor echoes what is typed: a hidden line is edited on an output that shows nothing.
  const lines = createInterface({ input, output: hidden ? silent : output, terminal: true, historySize: 0 });
  const cancelled = new Promise<undefined>((resolve) => {
    const cancel = (): void => {
      resolve(undefined);
    };
    lines.once('SIGINT', cancel);
    lines.once('close', cancel);
  });
  if (hidden) output.write(question);
  try {
    return await Promise.race([lines.question(hidden ? '' : question), cancelled]);
  } finally {
    lines.close();
    if (hidden) output.write('\n');
  }
}
