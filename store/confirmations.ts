import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { bytesOf } from './catalog/disk.ts';
import { type JsonNode, memberOf, parseJsonBytes, serializeJson, string, textOf } from './catalog/json-tree.ts';
import { faultOf } from './files/disk-faults.ts';
import { withLock } from './files/lock.ts';
import { StoreError } from './store.ts';

interface Confirmed {
  readonly store: string;
  readonly recipients: readonly string[];
}

/**
 * The recipients that this user confirmed, by store. Kept outside of the workspace, so that a merged line in a project
 * can't confirm a reader (DESIGN, Who can read).
 */
export class Confirmations {
  readonly #file: string;

  /** @param file absolute path, in a folder of the user's; made when first needed */
  constructor(file: string) {
    this.#file = file;
  }

  /** @param store the project's root, links resolved */
  async of(store: string): Promise<ReadonlySet<string>> {
    const entries = await this.#read();
    return new Set(entries.filter((entry) => entry.store === store).flatMap(({ recipients }) => recipients));
  }

  /** @throws StoreError `io` */
  async add(store: string, recipients: readonly string[]): Promise<void> {
    const known = await this.of(store);
    if (!recipients.every((key) => known.has(key))) await this.#change(store, (present) => [...present, ...recipients]);
  }

  /** @throws StoreError `io` */
  async remove(store: string, recipient: string): Promise<void> {
    if (!(await this.of(store)).has(recipient)) return;
    await this.#change(store, (present) => present.filter((key) => key !== recipient));
  }

  async #change(store: string, edit: (present: readonly string[]) => readonly string[]): Promise<void> {
    const folder = path.dirname(this.#file);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Two processes that confirm at once would lose one of the two.
      await withLock(folder, () => this.#write(store, edit));
    } catch (error) {
      if (error instanceof StoreError) throw error;
      const message = `The confirmed recipients can't be saved in ${this.#file}: ${faultOf(error)}.`;
      throw new StoreError('io', message, this.#file);
    }
  }

  async #write(store: string, edit: (present: readonly string[]) => readonly string[]): Promise<void> {
    const entries = await this.#read();
    const present = entries.filter((entry) => entry.store === store).flatMap((entry) => entry.recipients);
    const others = entries.filter((entry) => entry.store !== store);
    const all = [...new Set(edit(present))];
    await writeFileAtomic(this.#file, toText([...others, { store, recipients: all }]), { mode: 0o600 });
  }

  /** A file that can't be read confirms nothing: the user is asked again. */
  async #read(): Promise<readonly Confirmed[]> {
    try {
      const list = memberOf(parseJsonBytes(await bytesOf(this.#file)), 'stores');
      return list?.kind === 'array' ? list.items.flatMap(toEntry) : [];
    } catch {
      return [];
    }
  }
}

function toEntry(node: JsonNode): readonly Confirmed[] {
  const store = textOf(memberOf(node, 'store'));
  const recipients = memberOf(node, 'recipients');
  if (store === undefined || recipients?.kind !== 'array') return [];
  return [{ store, recipients: recipients.items.map(textOf).filter((text) => text !== undefined) }];
}

function toText(entries: readonly Confirmed[]): string {
  const stores = entries.map(({ store, recipients }): JsonNode => {
    const items = recipients.map(string);
    return {
      kind: 'object',
      members: [['store', string(store)] as const, ['recipients', { kind: 'array', items }] as const],
    };
  });
  return `${serializeJson({ kind: 'object', members: [['stores', { kind: 'array', items: stores }]] }, '  ')}\n`;
}
