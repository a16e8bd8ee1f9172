import { JsonError, type JsonNode, parseJsonBytes } from '../catalog/json-tree.ts';
import { fileAt } from '../git/revisions.ts';
import { StoreError } from '../store.ts';

/**
 * A file of the store as a commit has it; undefined where it was not there or was no JSON.
 * @param file absolute
 */
export async function treeAt(file: string, commit: string): Promise<JsonNode | undefined> {
  try {
    return parseJsonBytes(await fileAt(file, commit));
  } catch (error) {
    if (error instanceof JsonError || error instanceof StoreError) return undefined;
    throw error;
  }
}
