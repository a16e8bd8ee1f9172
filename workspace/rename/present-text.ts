import { createDocument } from '../../language/document/source-document.ts';
import { type FileSystem } from '../api.ts';
import { type PresentText } from './plan.ts';

/** The text of a closed file. One whose bytes are no UTF-8 can't be edited: other bytes of it would change too. */
export async function readPresentText(
  path: string,
  fs: FileSystem,
  readAs: 'template' | 'script' | undefined,
): Promise<PresentText | { readonly problem: string }> {
  const bytes = await fs.read(path);
  if (bytes === undefined) return { problem: 'The file is gone.' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: 'It is no valid UTF-8, so it is not edited: save it as UTF-8.' };
  }
  // Node loads its cryptography in 2 ms: only a rename waits for that.
  const { createHash } = await import('node:crypto');
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { document: createDocument(path, text, readAs), digest };
}
