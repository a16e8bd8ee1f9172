import { SecretValue } from '../store/secret-value.ts';
import { type Terminal } from './command.ts';

/** A value: typed at a prompt that shows nothing, or all of standard input but one final line end. Never an argument. */
export async function readValue(question: string, { input }: Terminal): Promise<SecretValue> {
  if (input.isTerminal) return new SecretValue(await input.ask(`${question}: `, true));
  return new SecretValue((await input.readAll()).replace(/\r?\n$/, ''));
}
