import { type SourceDocument } from '../language/document/api.ts';

/** A place in the flows, as people know it. Names only. */
export interface FlowPlace {
  /** Id of the node, tab, group or subflow. */
  readonly node: string;
  /** Its name, else its type. */
  readonly name: string;
  /** Label of the tab, or name of the subflow, that holds it; absent for a configuration node and for a tab itself. */
  readonly tab?: string;
  /** In Node-RED's spelling: `func`, `rules[0].to`, `env[0].value`. */
  readonly property?: string;
}

/** @param property of the reference that stands there */
export function flowPlace(
  { nodeId = '', node, tab }: ReturnType<SourceDocument['siteOf']>,
  property: string | undefined,
): FlowPlace {
  return {
    node: nodeId,
    name: node ?? tab ?? '',
    ...(node !== undefined && tab !== undefined && { tab }),
    ...(property !== undefined && { property }),
  };
}
