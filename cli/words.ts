import { type Command, type OptionValues, type Terminal, UsageError } from './command.ts';

type Words<N extends readonly string[]> = { readonly [K in keyof N]: string };

/**
 * The words behind a command's name, one for each of `names`.
 * Throws a UsageError that says what is missing or too much.
 */
export function wordsOf<const N extends readonly string[]>(
  positionals: readonly string[],
  { name, parameters }: Pick<Command, 'name' | 'parameters'>,
  names: N,
): Words<N> {
  if (positionals.length !== names.length) {
    const needs = names.length === 0 ? 'takes no name' : `needs ${names.join(' and ')}`;
    throw new UsageError(`${name} ${needs}: flow-secrets ${name} ${parameters}.`);
  }
  return positionals as unknown as Words<N>;
}

/** A name as a word of a command. */
export function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) && !name.startsWith('-') ? name : JSON.stringify(name);
}

/** `1 secret`, `2 secrets` */
export function secretsText(count: number): string {
  return count === 1 ? '1 secret' : `${count} secrets`;
}

/** How a space came another way (SpaceNews), with what ends that being told. */
export function withAccept(news: string, space: string): string {
  return `${news} To accept it: flow-secrets doctor --accept ${JSON.stringify(space)}.`;
}

/** What a change did: a line for people, or its facts as one JSON object. */
export function tellChange(facts: object, line: string, values: OptionValues, { out }: Terminal): void {
  out(values['json'] === true ? JSON.stringify(facts) : line);
}
