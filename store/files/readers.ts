import { isRecipient } from '../identity/identity.ts';
import { StoreError } from '../store.ts';
import { readersOf } from './sops/data-key.ts';
import { type SopsDocument } from './sops/document.ts';
import { type OpenSpace } from './space-access.ts';

/**
 * The document without one of its readers, under a new data key: what is written from now on is closed to them.
 * @throws StoreError as `rotatedFor`
 */
export async function withoutReader({ document, file }: OpenSpace, recipient: string): Promise<SopsDocument> {
  const staying = document.recipients().filter((key) => key !== recipient);
  return rotatedFor(document, staying, file);
}

/**
 * The document under a new data key for these age recipients.
 * @param file for messages
 * @throws StoreError `broken` when a key that the new data key can't be sealed to opens the document too: it would be shut out
 */
export async function rotatedFor(
  document: SopsDocument,
  recipients: readonly string[],
  file: string,
): Promise<SopsDocument> {
  const present = document.recipients();
  const notAge = readersOf(document.sops).filter((reader) => !present.includes(reader));
  const closed = [...notAge, ...recipients.filter((key) => !isRecipient(key))];
  if (closed.length > 0) {
    const message = `${file} is read with keys too that can't get a new data key here (${closed.join(', ')}); nothing was changed. Take the reader out with sops rotate --rm-age.`;
    throw new StoreError('broken', message, file);
  }
  return document.rotated(recipients);
}

/**
 * The document with more readers, under its present data key.
 * @param file for messages
 * @throws StoreError `broken` for a key that nothing can be sealed to here
 */
export async function withReaders(
  document: SopsDocument,
  recipients: readonly string[],
  file: string,
): Promise<SopsDocument> {
  const closed = recipients.filter((key) => !isRecipient(key));
  if (closed.length > 0) {
    const message = `${file}: nothing can be sealed to ${closed.join(', ')} here; nothing was changed. Add the reader with sops rotate --add-age.`;
    throw new StoreError('broken', message, file);
  }
  let shared = document;
  for (const recipient of recipients) shared = await shared.withRecipient(recipient);
  return shared;
}
