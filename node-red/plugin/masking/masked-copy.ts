import { EventEmitter } from 'node:events';
import { IncomingMessage } from 'node:http';
import { types } from 'node:util';
import { SHORTEST } from './value-forms.ts';
import { MASK, type ValueMatcher } from './value-matcher.ts';

/** What lies deeper is not looked at, and so not shown. */
const DEEPEST = 500;

export interface MaskedCopy {
  /** Undefined when nothing had to be masked. */
  readonly copy: unknown;
  /** Whether a part could not be read, and was masked whole. */
  readonly unreadable: boolean;
}

/**
 * A copy of a message, for a debug node alone: what it shows is the same but for the values. Nothing of the message is
 * changed. Never throws: a part that can't be read (a getter or a proxy that throws) is masked.
 */
export function maskedCopy(message: unknown, matcher: ValueMatcher): MaskedCopy {
  const copier = new Copier(matcher);
  const copy = copier.copy(message, 0);
  return { copy: copier.hasMasked ? copy : undefined, unreadable: copier.unreadable };
}

/** How an object shows itself. */
interface Printable {
  toJSON?: () => unknown;
  toString: () => string;
}

class Copier {
  unreadable = false;
  #hits = 0;
  readonly #matcher: ValueMatcher;
  readonly #copies = new Map<object, unknown>();

  constructor(matcher: ValueMatcher) {
    this.#matcher = matcher;
  }

  get hasMasked(): boolean {
    return this.#hits > 0;
  }

  copy(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
      case 'bigint':
        return this.#matcher.isValue(value) ? this.#hidden() : value;
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        return value;
    }
  }

  #text(text: string): string {
    const masked = this.#matcher.mask(text);
    if (masked !== text) this.#hits++;
    return masked;
  }

  #hidden(): string {
    this.#hits++;
    return MASK;
  }

  #object(value: object, depth: number): unknown {
    if (this.#copies.has(value)) return this.#copies.get(value);
    if (depth > DEEPEST) return this.#hidden();
    try {
      return this.#copyOf(value, depth + 1);
    } catch {
      this.unreadable = true;
      return this.#hidden();
    }
  }

  // Objects that a function node makes are of another realm, so `instanceof` tells little (node:util's types do).
  #copyOf(value: object, depth: number): unknown {
    if (Array.isArray(value)) return this.#items(value, depth);
    if (types.isMap(value)) return this.#map(value, depth);
    if (types.isSet(value)) return this.#set(value, depth);
    if (ArrayBuffer.isView(value))
      return this.#bytes(value, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    if (types.isAnyArrayBuffer(value)) return this.#bytes(value, Buffer.from(value));
    if (types.isDate(value) || types.isPromise(value)) return value;
    if (types.isRegExp(value) || types.isBoxedPrimitive(value)) return this.#opaque(value, depth);
    // Sockets and servers: Node-RED shows nothing of them, and what they hold is the machine's.
    if (value instanceof EventEmitter && !(value instanceof IncomingMessage)) return Object.create(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (isPlain) return this.#plain(value, prototype as object | null, depth);
    return this.#instance(value, prototype as object, depth);
  }

  #items(items: readonly unknown[], depth: number): unknown[] {
    if (isListOfBytes(items)) {
      const bytes = Buffer.from(items);
      const masked = this.#bytes(bytes, bytes);
      return masked === bytes ? [...items] : [...masked];
    }
    const copy: unknown[] = [];
    this.#copies.set(items, copy);
    for (const item of items) copy.push(this.copy(item, depth));
    return copy;
  }

  #map(map: ReadonlyMap<unknown, unknown>, depth: number): unknown {
    const copy = new Map<unknown, unknown>();
    this.#copies.set(map, copy);
    for (const [key, value] of map) copy.set(this.copy(key, depth), this.copy(value, depth));
    return copy;
  }

  #set(set: ReadonlySet<unknown>, depth: number): unknown {
    const copy = new Set<unknown>();
    this.#copies.set(set, copy);
    for (const item of set) copy.add(this.copy(item, depth));
    return copy;
  }

  #bytes<T extends object>(value: T, bytes: Buffer): T | Buffer {
    const text = bytes.toString('latin1');
    const masked = this.#text(text);
    return masked === text ? value : Buffer.from(masked, 'latin1');
  }

  #plain(value: object, prototype: object | null, depth: number): object {
    const copy = Object.create(prototype) as object;
    this.#copies.set(value, copy);
    for (const key of Object.keys(value)) this.#define(copy, this.#key(copy, key), this.#read(value, key, depth), true);
    this.#json(value, copy, depth);
    return copy;
  }

  /** Its symbols and hidden members too: getters of its class read them. */
  #instance(value: object, prototype: object, depth: number): unknown {
    const keys = Reflect.ownKeys(value);
    if (keys.length === 0) return this.#opaque(value, depth);
    // A native error is shown with its stack, also when its class is of another realm.
    const copy = types.isNativeError(value) ? new Error() : {};
    Object.setPrototypeOf(copy, prototype);
    this.#copies.set(value, copy);
    for (const key of keys) {
      const enumerable = Object.prototype.propertyIsEnumerable.call(value, key);
      const name = typeof key === 'string' ? this.#key(copy, key) : key;
      this.#define(copy, name, this.#read(value, key, depth), enumerable);
    }
    this.#json(value, copy, depth);
    return copy;
  }

  /** An object without members of its own (an URL, say): what it prints tells what it holds, and no copy would work. */
  #opaque(value: Printable, depth: number): unknown {
    const before = this.#hits;
    const text = this.#text(value.toString());
    if (this.#hits > before) return text;
    const json = this.copy(value.toJSON?.(), depth);
    return this.#hits > before ? json : value;
  }

  /** What its `toJSON` gives may hold more than its members. */
  #json(value: Printable, copy: object, depth: number): void {
    if (typeof value.toJSON !== 'function') return;
    const json = this.copy(value.toJSON(), depth);
    this.#define(copy, 'toJSON', () => json, false);
  }

  #read(value: object, key: string | symbol, depth: number): unknown {
    let member: unknown;
    try {
      member = (value as Readonly<Record<string | symbol, unknown>>)[key];
    } catch {
      this.unreadable = true;
      return this.#hidden();
    }
    return this.copy(member, depth);
  }

  /** A member's name without values; two that become the same stay two. */
  #key(copy: object, key: string): string {
    let name = this.#text(key);
    while (Object.hasOwn(copy, name)) name += '*';
    return name;
  }

  /** Defined, not assigned: a prototype may refuse or catch an assignment. */
  #define(copy: object, key: string | symbol, value: unknown, enumerable: boolean): void {
    Object.defineProperty(copy, key, { value, enumerable, writable: true, configurable: true });
  }
}

/** What JSON makes of a Buffer. */
function isListOfBytes(items: readonly unknown[]): items is readonly number[] {
  return (
    items.length >= SHORTEST &&
    items.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 255)
  );
}
