import { type ExecFileException } from 'node:child_process';
import { type UserEnvironment } from './user-folders.ts';

/** Long enough to type a PIN that the command asks for. */
const TIMEOUT_MS = 30_000;

/**
 * Splits a command line as a POSIX shell does, without running one: blanks, quotes, backslashes.
 * @throws Error when a quote is not closed
 */
export function splitCommand(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === "'" || character === '"') {
      const quoted = readQuoted(line, index);
      word = (word ?? '') + quoted.text;
      index = quoted.end;
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\') {
      index++;
      word = (word ?? '') + line.charAt(index);
    } else {
      word = (word ?? '') + character;
    }
  }
  return word === undefined ? words : [...words, word];
}

function readQuoted(line: string, start: number): { readonly text: string; readonly end: number } {
  const quote = line.charAt(start);
  let text = '';
  for (let index = start + 1; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === quote) return { text, end: index };
    if (character === '\\' && quote === '"') index++;
    text += line.charAt(index);
  }
  throw new Error('a quote is not closed');
}

/** Those that run just now, for each environment that they were given. */
const running = new WeakMap<UserEnvironment['env'], Map<string, Promise<string>>>();

/**
 * What the command of SOPS_AGE_KEY_CMD prints. Who asks while it runs gets the same answer: it may want a touch or a PIN each time.
 * @throws Error without its output, which may hold keys
 */
export function askKeyCommand(line: string, user: UserEnvironment): Promise<string> {
  const commands = running.get(user.env) ?? new Map<string, Promise<string>>();
  running.set(user.env, commands);
  const answer = commands.get(line) ?? runKeyCommand(line, user).finally(() => commands.delete(line));
  commands.set(line, answer);
  return answer;
}

/**
 * The same, run in any case.
 * @throws Error without its output, which may hold keys
 */
export async function runKeyCommand(
  line: string,
  user: UserEnvironment,
  timeoutMs: number = TIMEOUT_MS,
): Promise<string> {
  const [command, ...args] = splitCommand(line);
  if (command === undefined) throw new Error('it is empty');
  const options = { env: { ...user.env }, timeout: timeoutMs, windowsHide: true };
  // Loaded late: few keep their keys behind a command.
  const { execFile } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, options, (error, stdout) => {
      // Not as its cause: the error of node holds what was printed.
      if (error) reject(new Error(reasonOf(error, timeoutMs)));
      else resolve(stdout);
    });
    // Nobody types there, so a command that reads must see the end.
    child.stdin?.end();
  });
}

function reasonOf({ code, killed }: ExecFileException, timeoutMs: number): string {
  if (code === 'ENOENT') return 'its program is not found (no shell starts it)';
  return killed === true && code === null
    ? `it did not answer within ${timeoutMs / 1000} s and was ended; run it in a terminal to see what it waits for`
    : 'it fails; run it in a terminal to see why';
}
