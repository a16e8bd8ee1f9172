import { type RuleChoice } from './rule-choices.ts';

/** `flow-secrets.json` as read: everything optional in the file, defaults filled in here (DESIGN, The embedded store). */
export interface Config {
  readonly store: { readonly kind: 'files' | 'openbao'; readonly folder: string };
  /** Absent when the file has none: every file is then judged against all spaces together (CONTRACTS 4). */
  readonly bindings?: readonly Binding[];
  /** Display names of age recipients. They give names only, never access. */
  readonly owners: readonly (readonly [name: string, recipient: string])[];
  readonly runtimes: readonly Runtime[];
  /** How loud rules speak in this project, in the editor and in CI. */
  readonly rules: readonly RuleChoice[];
}

export interface Binding {
  /** Globs relative to the folder of flow-secrets.json. */
  readonly files: readonly string[];
  readonly spaces: readonly string[];
}

export interface Runtime {
  readonly name: string;
  /** `age1…` */
  readonly key: string;
  readonly spaces: readonly string[];
}

export const CONFIG_FILE = 'flow-secrets.json';
export const DEFAULT_FOLDER = 'secrets';
