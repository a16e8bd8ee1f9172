import { createDocument } from '../language/document/source-document.ts';
import { type Reference } from '../language/reference.ts';
import { type DeployedNode, textsOf } from './check-flows.ts';
import { type FlowPlace, flowPlace } from './flow-place.ts';

/** A place of a flow that reads a value once, when it starts, and keeps it: an environment variable, code under On Start. Names only. */
export interface FrozenValue extends FlowPlace {
  readonly property: string;
}

/** Names whose values are others than before. */
export interface ChangedNames {
  readonly secrets: ReadonlySet<string>;
  readonly credentials: ReadonlySet<string>;
}

/**
 * The places of flows that still hold an old value of one of these names, in the order of the flows.
 * @yields where the caller may let others go first
 */
export function* frozenValues(
  nodes: readonly DeployedNode[],
  { secrets, credentials }: ChangedNames,
): Generator<void, readonly FrozenValue[]> {
  const texts: string[] = [];
  yield* textsOf(nodes, texts);
  const document = createDocument('flows.json', `[${texts.join(',')}]`);
  const reading = document.readInSteps();
  while (reading.next().done !== true) yield;
  const isChanged = ({ kind, key }: Reference): boolean => {
    const changed = kind === 'secret' ? secrets : credentials;
    return key === undefined ? changed.size > 0 : changed.has(key.name);
  };
  const found = new Map<string, FrozenValue>();
  for (const reference of document.references()) {
    const { effect, property } = reference;
    if (effect !== 'startup' || property === undefined || !isChanged(reference)) continue;
    const place = flowPlace(document.siteOf(reference.start), property);
    found.set(JSON.stringify([place.node, property]), { ...place, property });
  }
  return [...found.values()];
}
