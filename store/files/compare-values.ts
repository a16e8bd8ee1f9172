import { type JsonNode, type JsonObject, memberOf } from '../catalog/json-tree.ts';
import { type ComparedValue } from '../store.ts';
import { openSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/**
 * Compares the values of what two spaces both have (Store.compareValues). Only "equal" or "different" leaves this function.
 * @throws StoreError as `openSpace`, for the first space that can't be opened
 */
export async function compareValues(context: StoreContext, a: string, b: string): Promise<readonly ComparedValue[]> {
  // One after the other: which space is named in a refusal does not depend on which file was read first.
  const openA = await openSpace(context, a);
  const openB = await openSpace(context, b);
  const [inA, inB] = [openA, openB].map(({ document }) => memberOf(document.plain(), 'secrets'));
  if (inA?.kind !== 'object' || inB?.kind !== 'object') return [];
  return compareMembers([], inA, inB);
}

function compareMembers(path: readonly string[], a: JsonObject, b: JsonObject): readonly ComparedValue[] {
  const inB = new Map(b.members);
  return a.members.flatMap(([name, valueA]) => {
    const valueB = inB.get(name);
    return valueB === undefined ? [] : compareNodes([...path, name], valueA, valueB);
  });
}

function compareNodes(path: readonly string[], a: JsonNode, b: JsonNode): readonly ComparedValue[] {
  const own: ComparedValue = { path, values: isEqual(a, b) ? 'equal' : 'different' };
  if (a.kind === 'object' && b.kind === 'object') return [own, ...compareMembers(path, a, b)];
  if (a.kind !== 'array' || b.kind !== 'array') return [own];
  const below = a.items.flatMap((item, index) => {
    const other = b.items[index];
    return other === undefined ? [] : compareNodes([...path, String(index)], item, other);
  });
  return [own, ...below];
}

/** The order of members does not matter; numbers are compared as they are written. */
function isEqual(a: JsonNode, b: JsonNode): boolean {
  switch (a.kind) {
    case 'string':
    case 'boolean':
      return b.kind === a.kind && b.value === a.value;
    case 'number':
      return b.kind === 'number' && b.text === a.text;
    case 'null':
      return b.kind === 'null';
    case 'array':
      return (
        b.kind === 'array' &&
        b.items.length === a.items.length &&
        a.items.every((item, index) => isItem(item, b.items[index]))
      );
    case 'object': {
      if (b.kind !== 'object' || b.members.length !== a.members.length) return false;
      const inB = new Map(b.members);
      return a.members.every(([name, value]) => isItem(value, inB.get(name)));
    }
  }
}

function isItem(a: JsonNode, b: JsonNode | undefined): boolean {
  return b !== undefined && isEqual(a, b);
}
