import { type JsonNode, treeOfBytes } from '../catalog/json-tree.ts';
import { fileAt, type FileRevision, filesAt, revisionsOf } from '../git/revisions.ts';
import { StoreError } from '../store.ts';
import { SopsDocument } from './sops/document.ts';
import { SopsError } from './sops/sops-error.ts';
import { type StoreContext } from './store-context.ts';

/** As many commits of a file are looked at to explain how it came to be as it is. */
const DEPTH = 50;

/**
 * The newest commits that changed a file, on whatever side of a merge.
 * @param heads commits to look from
 */
export function newestRevisions(file: string, heads: readonly string[]): Promise<readonly FileRevision[]> {
  return revisionsOf(file, DEPTH, ['--full-history', ...heads]);
}

/**
 * A file of the store as a commit has it; undefined where it was not there or was no JSON.
 * @param file absolute
 */
export async function treeAt(file: string, commit: string): Promise<JsonNode | undefined> {
  try {
    return treeOfBytes(await fileAt(file, commit));
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** As `treeAt`, of many commits. */
export async function treesAt(file: string, commits: readonly string[]): Promise<readonly (JsonNode | undefined)[]> {
  return (await filesAt(file, commits)).map((bytes) => bytes && treeOfBytes(bytes));
}

/** A space's file as a commit has it, opened; undefined where it was not there, or does not open for this user. */
export async function openAt(
  context: StoreContext,
  file: string,
  commit: string,
): Promise<{ readonly tree: JsonNode; readonly document: SopsDocument } | undefined> {
  const tree = await treeAt(file, commit);
  if (!tree) return undefined;
  try {
    return { tree, document: await SopsDocument.open(tree, await context.ownIdentities(), context.openedKeys) };
  } catch (error) {
    if (error instanceof SopsError) return undefined;
    throw error;
  }
}
