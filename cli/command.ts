import { type ParseArgsConfig } from 'node:util';
import { type UserEnvironment } from '../store/identity/user-folders.ts';

/** Exit codes (CONTRACTS 16). */
export const FINE = 0;
export const FINDINGS = 1;
export const WRONG = 2;

/** Where a command writes and where it starts: an argument, so that tests need no process. */
export interface Terminal {
  /** Results, to stdout. A line end is added. */
  readonly out: (line: string) => void;
  /** A value, to stdout, exactly: for the one command that prints values. */
  readonly write: (text: string) => void;
  /** Words about the run, to stderr. */
  readonly err: (line: string) => void;
  /** Absolute. */
  readonly cwd: string;
  /** The words that start this program again: git calls it. */
  readonly program: readonly string[];
  readonly input: Input;
}

/** Where a command gets what is no argument: values never are. */
export interface Input {
  /** True when somebody sits at a terminal; nothing is asked otherwise. */
  readonly isTerminal: boolean;
  /** Asks for a line. A hidden one is not shown while it is typed. */
  readonly ask: (question: string, hidden?: boolean) => Promise<string>;
  /** Standard input, whole, as UTF-8. */
  readonly readAll: () => Promise<string>;
  /** The user whose identities open the store. */
  readonly user: UserEnvironment;
}

export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Command {
  /** One word, or two: `secret rename`. */
  readonly name: string;
  /** What stands after the name, for help. */
  readonly parameters: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The rest of its help. */
  readonly details: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** @returns the exit code; throws a UsageError for wrong use */
  readonly run: (positionals: readonly string[], values: OptionValues, terminal: Terminal) => Promise<number>;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** True for one that may be given several times. */
  readonly multiple?: boolean;
  /** How its value is called in help. */
  readonly value?: string;
  readonly help: string;
}

export type OptionTypes = NonNullable<ParseArgsConfig['options']>;

/** What was asked for is not done, and why: the message is printed and the exit code is 1. */
export class Refusal extends Error {}

/** Wrong use, or a workspace that can't be worked with: the message is printed and the exit code is 2. */
export class UsageError extends Error {}

export const JSON_OPTION: Option = { type: 'boolean', help: 'print JSON' };
export const ROOT_OPTION: Option = {
  type: 'string',
  value: 'DIR',
  help: 'the workspace (default: the nearest folder upward with a flow-secrets.json)',
};
