import { compactJson, type JsonNode, memberOf, textOf } from '../catalog/json-tree.ts';
import { assertRepository, type FileRevision, isShallow, revisionsOf } from '../git/revisions.ts';
import { SecretValue } from '../secret-value.ts';
import { type Change, StoreError } from '../store.ts';
import { treeAt, treesAt } from './committed-space.ts';
import { setSecret } from './secrets.ts';
import { SopsDocument } from './sops/document.ts';
import { SopsError } from './sops/sops-error.ts';
import { findSpace, readDocument, STORE_CODES } from './space-access.ts';
import { secretOf } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';

/** As many commits are read with one run of git. */
const AT_ONCE = 20;

/** A commit in which a secret had another value than in the one after it. */
export interface SecretRevision extends FileRevision {
  /** The space's version in that commit; undefined where the file does not say. */
  readonly version: number | undefined;
  /** True when the value stands so, to the letter of its ciphertext, in the file as it is now. */
  readonly isPresent: boolean;
}

/**
 * The commits that hold an earlier value of a secret, newest first; needs no key. A commit is one entry only if the value
 * stands there otherwise than in the newer one beside it.
 * @throws StoreError `absent`, `io` when the folder is no git repository
 */
export async function revisionsOfSecret(
  context: StoreContext,
  space: string,
  key: string,
): Promise<readonly SecretRevision[]> {
  const { source } = await findSpace(context, space);
  const present = textIn((await readDocument(context, source)).tree, key);
  const found: SecretRevision[] = [];
  let newer: string | undefined;
  const revisions = await revisionsOf(source);
  for (let start = 0; start < revisions.length; start += AT_ONCE) {
    const some = revisions.slice(start, start + AT_ONCE);
    const trees = await treesAt(
      source,
      some.map(({ commit }) => commit),
    );
    for (const [index, revision] of some.entries()) {
      const text = textIn(trees[index], key);
      if (text !== undefined && text !== newer) {
        found.push({ ...revision, version: numberIn(trees[index]), isPresent: text === present });
      }
      newer = text;
    }
  }
  return found;
}

/** True where earlier commits of a space are not in this clone of the repository. @throws StoreError `absent` */
export async function endsEarly(context: StoreContext, space: string): Promise<boolean> {
  return isShallow((await findSpace(context, space)).source);
}

function numberIn(tree: JsonNode | undefined): number | undefined {
  const version = memberOf(tree, 'version');
  return version?.kind === 'number' ? Number(version.text) : undefined;
}

function textIn(tree: JsonNode | undefined, key: string): string | undefined {
  const value = memberOf(memberOf(tree, 'secrets'), key);
  return value && compactJson(value);
}

/**
 * Writes the value that a secret had in a commit as its new value.
 * @param commit anything that git takes for one
 * @throws StoreError `absent` when it was not there, `io` without a git repository, `not-owner` when no identity here opens that version, `tampered`
 */
export async function restoreSecret(
  context: StoreContext,
  space: string,
  key: string,
  commit: string,
): Promise<Change> {
  const { source } = await findSpace(context, space);
  if (commit.startsWith('-')) throw new StoreError('bad-value', `${JSON.stringify(commit)} is no commit.`);
  await assertRepository(source);
  const tree = await treeAt(source, commit);
  if (!tree) {
    const message = `${source} is not in ${commit}, or can't be read there. If it had another name then, git log --follow tells it, and git show ${commit}:NAME writes that file for import.`;
    throw new StoreError('absent', message, source);
  }
  const value = secretOf((await open(context, tree, source, commit)).plain(), key);
  if (!value) {
    const message = `The space ${JSON.stringify(space)} had no secret ${JSON.stringify(key)} in ${commit}.`;
    throw new StoreError('absent', message, source);
  }
  const text = textOf(value);
  const input =
    text === undefined
      ? { kind: 'json' as const, value: new SecretValue(compactJson(value)) }
      : { kind: 'text' as const, value: new SecretValue(text) };
  return setSecret(context, { space, key, ...input }, undefined);
}

async function open(context: StoreContext, tree: JsonNode, file: string, commit: string): Promise<SopsDocument> {
  try {
    return await SopsDocument.open(tree, await context.ownIdentities());
  } catch (error) {
    if (!(error instanceof SopsError)) throw error;
    throw new StoreError(STORE_CODES[error.code], `${file} in ${commit}: ${error.message}`, file);
  }
}
