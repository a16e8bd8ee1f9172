import { inspect } from 'node:util';

const REDACTED = '[secret]';

/** A value of a secret or sealed field. Whatever prints or serialises it by accident prints `[secret]`. */
export class SecretValue {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  /** The value itself: call it only where it is sealed, shown on request, or copied. */
  reveal(): string {
    return this.#text;
  }
  toString(): string {
    return REDACTED;
  }
  toJSON(): string {
    return REDACTED;
  }
  [inspect.custom](): string {
    return REDACTED;
  }
}
