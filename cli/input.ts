import { homedir } from 'node:os';
import { type Input, Refusal, UsageError } from './command.ts';

type Process = Pick<NodeJS.Process, 'stdin' | 'stderr' | 'env' | 'platform'>;

/**
 * What a process of the command line asks its user, on stderr: stdout is for results. Node.js sets a stream of the process up when
 * it is first asked for, and the line editor is a program of its own: a command that asks nothing waits for neither.
 */
export function inputOf(process: Process): Input {
  return {
    get isTerminal() {
      return process.stdin.isTTY && process.stderr.isTTY;
    },
    ask: async (question, hidden = false) => {
      const { ask } = await import('./prompt.ts');
      const answer = await ask(process.stdin, process.stderr, question, hidden);
      if (answer === undefined) throw new Refusal('Cancelled; nothing was changed.');
      return answer;
    },
    readAll: async () => textOf(await bytesOf(process.stdin)),
    user: { env: process.env, home: homedir(), platform: process.platform },
  };
}

async function bytesOf(input: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** A byte that is no UTF-8 would be replaced unseen: a value must come as it is. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError('standard input is not UTF-8 text.');
  }
}
