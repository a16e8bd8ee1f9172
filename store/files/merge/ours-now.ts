import path from 'node:path';
import { CREDENTIALS_FILE } from '../../catalog/credential-names.ts';
import { compactJson, type JsonNode, treeOfBytes } from '../../catalog/json-tree.ts';
import { readHeader } from '../../catalog/space-names.ts';
import { type MergeSources } from '../../git/merge-sources.ts';
import { versionOf } from '../credentials-document.ts';
import { SopsDocument } from '../sops/document.ts';
import { SopsError } from '../sops/sops-error.ts';
import { type StoreContext } from '../store-context.ts';

/**
 * The states to unite, with our side as it stands in the file now where that goes on from ours: the merge driver leaves ours
 * whole, and what was written, or united, since then must not be lost. Else (markers, lines joined by hand, theirs, an
 * older revision) they are as git has them.
 * @param present the file's bytes
 */
export async function withOursNow(
  context: StoreContext,
  file: string,
  present: Uint8Array,
  sources: MergeSources,
): Promise<MergeSources> {
  const [now, ours, theirs] = [present, sources.ours, sources.theirs].map(treeOfBytes);
  if (!now || !ours || (theirs && compactJson(now) === compactJson(theirs))) return sources;
  const goesOn =
    path.basename(file) === CREDENTIALS_FILE
      ? versionOf(now) >= versionOf(ours)
      : readHeader(now).version >= readHeader(ours).version && (await opens(context, now));
  return goesOn ? { ...sources, ours: present } : sources;
}

async function opens(context: StoreContext, tree: JsonNode): Promise<boolean> {
  try {
    await SopsDocument.open(tree, await context.ownIdentities());
    return true;
  } catch (error) {
    if (error instanceof SopsError) return false;
    throw error;
  }
}
