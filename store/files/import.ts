import { compactJson, type JsonObject } from '../catalog/json-tree.ts';
import { SecretValue } from '../secret-value.ts';
import { type Change, StoreError } from '../store.ts';
import { type ImportedSecret } from '../transfer/read-import.ts';
import { changeSpace } from './change-space.ts';
import { secretEdit } from './secrets.ts';
import { openSpace, type OpenSpace } from './space-access.ts';
import { fingerprintOf, secretOf } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';

/** What an import would do to a key. */
export interface ImportPreview {
  readonly key: string;
  readonly state: 'new' | 'changed' | 'same';
}

/** Compares what is imported with what is there; says nothing of the values. @throws StoreError */
export async function previewImport(
  context: StoreContext,
  space: string,
  secrets: readonly ImportedSecret[],
): Promise<readonly ImportPreview[]> {
  const open = await openSpace(context, space);
  return secrets.map((secret) => ({ key: secret.key, state: stateOf(open, secret, context) }));
}

function stateOf(open: OpenSpace, secret: ImportedSecret, context: StoreContext): ImportPreview['state'] {
  if (!secretOf(open.document.plain(), secret.key)) return 'new';
  return secretEdit({ space: open.space, ...secret }, undefined)(open, context.now()) ? 'changed' : 'same';
}

/** Adds and replaces several secrets at once: one version, all or nothing. @throws StoreError */
export async function importSecrets(
  context: StoreContext,
  space: string,
  secrets: readonly ImportedSecret[],
): Promise<Change> {
  const edits = secrets.map((secret) => secretEdit({ space, ...secret }, undefined));
  return changeSpace(context, {
    space,
    seals: true,
    touches: (document) => secrets.map(({ key }) => fingerprintOf(document, key)).join('\n'),
    edit: (open, now) => {
      let changed: JsonObject | undefined;
      for (const edit of edits) changed = edit(open, now, changed) ?? changed;
      return changed;
    },
  });
}

/**
 * All values of a space, to be written to a file of the user's.
 * @throws StoreError
 */
export async function exportSecrets(context: StoreContext, space: string): Promise<readonly ImportedSecret[]> {
  const { document } = await openSpace(context, space);
  const plain = document.plain();
  const secrets = plain.members.find(([name]) => name === 'secrets')?.[1];
  if (secrets?.kind !== 'object') throw new StoreError('broken', `The space ${JSON.stringify(space)} has no secrets.`);
  return secrets.members.map(([key, node]) =>
    node.kind === 'string'
      ? { key, kind: 'text', value: new SecretValue(node.value) }
      : { key, kind: 'json', value: new SecretValue(compactJson(node)) },
  );
}
