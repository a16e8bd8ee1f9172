import { type CancellationToken, type Disposable } from 'vscode-languageserver';
import { type Session } from './session.ts';

/** Changes within this many milliseconds are taken together. */
const GATHER = 100;

/** What changed since one last looked, for as long as a token is not cancelled. */
export class Changes {
  readonly #token: CancellationToken;
  readonly #subscriptions: readonly Disposable[];
  #files = new Set<string>();
  #everything = false;
  #wake: () => void = () => undefined;

  constructor(session: Session, token: CancellationToken) {
    this.#token = token;
    this.#subscriptions = [
      session.onDidChange(({ catalog, files }) => {
        this.#everything ||= catalog;
        for (const file of files) this.#files.add(file);
        this.#wake();
      }),
      token.onCancellationRequested(() => {
        this.#wake();
      }),
    ];
  }

  /** Resolves to true when there is something to take, to false when the token is cancelled. */
  async next(): Promise<boolean> {
    while (!this.#isOver() && !this.#hasSome()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      if (!this.#isOver()) await new Promise((resolve) => setTimeout(resolve, GATHER));
    }
    return !this.#isOver();
  }

  /** The files that changed; undefined when it may be any. */
  take(): ReadonlySet<string> | undefined {
    const files = this.#everything ? undefined : this.#files;
    this.#everything = false;
    this.#files = new Set();
    return files;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #isOver(): boolean {
    return this.#token.isCancellationRequested;
  }

  #hasSome(): boolean {
    return this.#everything || this.#files.size > 0;
  }
}
