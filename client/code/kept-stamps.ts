import type * as vscode from 'vscode';
import { type Stamp, Stamps } from './stamps.ts';

const KEY = 'codeVersions';
/** More code editors than anyone leaves open; older entries are of editors that were closed while we were not there. */
const MOST = 200;

/** The versions of the code that is open, kept for the next session: an unsaved editor comes back then (hot exit). */
export class KeptStamps {
  readonly #memento: vscode.Memento;
  readonly #stamps = new Map<string, Stamps>();
  #kept: ReadonlyMap<string, Stamp>;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#kept = new Map(memento.get<readonly (readonly [string, Stamp])[]>(KEY, []));
  }

  of(uri: vscode.Uri): Stamps {
    const name = uri.toString();
    let stamps = this.#stamps.get(name);
    if (!stamps) this.#stamps.set(name, (stamps = new Stamps(this.#kept.get(name))));
    return stamps;
  }

  /** Keeps the version that was seen last. */
  keep(uri: vscode.Uri): void {
    const { last } = this.of(uri);
    const name = uri.toString();
    if (!last || this.#kept.get(name)?.digest === last.digest) return;
    this.#store([...[...this.#kept].filter(([other]) => other !== name), [name, last]]);
  }

  forget(uri: vscode.Uri): void {
    const name = uri.toString();
    this.#stamps.delete(name);
    if (this.#kept.has(name)) this.#store([...this.#kept].filter(([other]) => other !== name));
  }

  #store(entries: readonly (readonly [string, Stamp])[]): void {
    const kept = entries.slice(-MOST);
    this.#kept = new Map(kept);
    void this.#memento.update(KEY, kept);
  }
}
