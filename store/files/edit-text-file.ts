import { createHash } from 'node:crypto';
import { applyEdits, type TextEdit } from '../../language/text-edit.ts';
import { readIfThere } from './read-if-there.ts';
import { FileChanged, replaceFile } from './write.ts';

/**
 * Edits a text file of the project (a flow, a script), whole or not at all; every other byte stays, a byte order mark
 * and line ends too.
 * @param digest SHA-256, lower-case hex, of the bytes that the edits were made for
 * @param edits in document order, offsets in UTF-16 code units of the text with its byte order mark
 * @returns false when the file has other bytes by now: nothing was changed
 * @throws StoreError `io`, `broken` when it is no file
 */
export async function editTextFile(file: string, digest: string, edits: readonly TextEdit[]): Promise<boolean> {
  const bytes = await readIfThere(file);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== digest) return false;
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  try {
    await replaceFile(file, bytes, Buffer.from(applyEdits(text, edits), 'utf8'));
    return true;
  } catch (error) {
    if (error instanceof FileChanged) return false;
    throw error;
  }
}
