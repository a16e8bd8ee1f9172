import { type Disposable } from 'vscode-languageserver';

/** What a client is told now that it can ask for, or has to tell. */
export class Registration {
  #current: { readonly id: string; readonly stop: Promise<Disposable> } | undefined;

  /**
   * Begins anew where what is told is another thing than before. The new stands before the old goes: nothing is missed.
   * @param id tells one such thing from another
   */
  async become(id: string, begin: () => Promise<Disposable>): Promise<void> {
    if (this.#current?.id === id) return;
    const before = this.#current?.stop;
    const stop = begin();
    this.#current = { id, stop };
    await stop;
    (await before)?.dispose();
  }
}
