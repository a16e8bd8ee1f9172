import { type RuleId } from '../language/finding.ts';

/** The comms topic that a check's findings are published on: a list of NodeFinding. */
export const FINDINGS_TOPIC = 'flow-secrets/findings';

/** A name that a node uses and the store does not have. Names only. */
export interface NodeFinding {
  /** Id of the node. */
  readonly node: string;
  /** Its name, else its type. */
  readonly name: string;
  /** Label of the tab, or name of the subflow, that holds it; absent for a configuration node. */
  readonly tab?: string;
  /** In Node-RED's spelling: `func`, `rules[0].to`. */
  readonly property?: string;
  readonly rule: RuleId;
  /** As everywhere: cause and remedy in one sentence. */
  readonly message: string;
}
