import { StoreError } from '../store.ts';
import { readersOf } from './sops/data-key.ts';
import { type SopsDocument } from './sops/document.ts';
import { type OpenSpace } from './space-access.ts';

/**
 * The document without one of its readers, under a new data key: what is written from now on is closed to them.
 * @throws StoreError `broken` when keys that are not age's open it too: a new data key would shut them out
 */
export async function withoutReader({ document, space, file }: OpenSpace, recipient: string): Promise<SopsDocument> {
  const present = document.recipients();
  const others = readersOf(document.sops).filter((reader) => !present.includes(reader));
  if (others.length > 0) {
    const message = `The space ${JSON.stringify(space)} is read with keys that are not age's too (${others.join(', ')}), which can't get a new data key here; nothing was changed. Take the reader out with sops rotate --rm-age.`;
    throw new StoreError('broken', message, file);
  }
  return document.rotated(present.filter((key) => key !== recipient));
}
