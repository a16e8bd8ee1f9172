export interface Change {
  readonly catalog: boolean;
  readonly files: readonly string[];
  /** True when more or less is known of secrets' values in these files. */
  readonly leaks: boolean;
}
type Listener = (change: Change) => void;

/** Tells listeners what changed; what happens in one go is told once. */
export class ChangeEvents {
  readonly #listeners = new Set<Listener>();
  readonly #files = new Set<string>();
  #catalog = false;
  #leaks = false;
  #scheduled = false;

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(catalog: boolean, files: readonly string[], leaks = false): void {
    this.#catalog ||= catalog;
    this.#leaks ||= leaks;
    for (const file of files) this.#files.add(file);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#tell();
    });
  }

  #tell(): void {
    const change = { catalog: this.#catalog, files: [...this.#files], leaks: this.#leaks };
    this.#scheduled = false;
    this.#catalog = false;
    this.#leaks = false;
    this.#files.clear();
    for (const listener of this.#listeners) listener(change);
  }
}
