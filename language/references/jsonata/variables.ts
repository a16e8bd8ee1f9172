import { type Value } from './values.ts';

/** The variables in reach, with an undo log: looking one up costs the same however deep its block lies. */
export class Variables {
  readonly #values: Map<string, Value | undefined>;
  readonly #log: { readonly name: string; readonly before: Value | undefined }[] = [];

  constructor(builtins: Iterable<readonly [string, Value]>) {
    this.#values = new Map(builtins);
  }

  /** A mark to return to when a block ends. */
  get mark(): number {
    return this.#log.length;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  bind(name: string, value: Value | undefined): void {
    this.#log.push({ name, before: this.#values.get(name) });
    this.#values.set(name, value);
  }

  /** Forgets what was bound since the mark. */
  undo(mark: number): void {
    for (const { name, before } of this.#log.splice(mark).reverse()) this.#values.set(name, before);
  }
}
