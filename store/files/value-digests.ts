import { createHash } from 'node:crypto';
import { isTelling } from '../../language/literals/telling.ts';
import { type Segment } from '../../language/references/write-access.ts';
import { type JsonNode, memberOf } from '../catalog/json-tree.ts';
import { openSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** That some secret has a value which a text can be compared with: by its digest, never by itself. */
export interface ValueDigest {
  /** SHA-256 of the value's UTF-8, base64url. */
  readonly digest: string;
  readonly key: string;
  /** Below the key, for a leaf of a JSON secret. */
  readonly path: readonly Segment[];
}

/** SHA-256 of a text's UTF-8, base64url: the same as workspace/known-values makes of literals. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * The digests of a space's values: texts, and those in JSON secrets; short and common ones are left out (isTelling).
 * @throws StoreError as reading a secret does
 */
export async function valueDigests(context: StoreContext, space: string): Promise<readonly ValueDigest[]> {
  const { document } = await openSpace(context, space);
  const secrets = memberOf(document.plain(), 'secrets');
  if (secrets?.kind !== 'object') return [];
  return secrets.members.flatMap(([key, node]) => [...digestsBelow(node, key, [])]);
}

function* digestsBelow(node: JsonNode, key: string, path: readonly Segment[]): Generator<ValueDigest> {
  switch (node.kind) {
    case 'string':
      // A value read from a file ends with a line end that nobody pastes.
      for (const text of new Set([node.value, node.value.trim()])) {
        if (isTelling(text)) yield { digest: digestOf(text), key, path };
      }
      return;
    case 'array':
      for (const [index, item] of node.items.entries())
        yield* digestsBelow(item, key, [...path, { name: String(index), index: true }]);
      return;
    case 'object':
      for (const [name, member] of node.members) yield* digestsBelow(member, key, [...path, { name, index: false }]);
      return;
    default:
  }
}
