import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Input, Refusal, UsageError } from './command.ts';

type Process = Pick<NodeJS.Process, 'stdin' | 'stderr' | 'env' | 'platform'>;

/** What a process of the command line asks its user, on stderr: stdout is for results. */
export function inputOf({ stdin, stderr, env, platform }: Process): Input {
  return {
    isTerminal: stdin.isTTY && stderr.isTTY,
    ask: (question, hidden = false) => ask(stdin, stderr, question, hidden),
    readAll: async () => textOf(await buffer(stdin)),
    user: { env, home: homedir(), platform },
  };
}

/** A byte that is no UTF-8 would be replaced unseen: a value must come as it is. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError('standard input is not UTF-8 text.');
  }
}

async function ask(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  hidden: boolean,
): Promise<string> {
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  // The line editor echoes what is typed: a hidden line is edited on an output that shows nothing.
  const lines = createInterface({ input, output: hidden ? silent : output, terminal: true, historySize: 0 });
  const cancelled = new Promise<never>((_resolve, reject) => {
    const cancel = (): void => {
      reject(new Refusal('Cancelled; nothing was changed.'));
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
