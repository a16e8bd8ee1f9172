import { type RuleId } from '../language/finding.ts';
import { type FlowPlace } from './flow-place.ts';

/** A name that a node uses and the store does not have. Names only. */
export interface NodeFinding extends FlowPlace {
  readonly rule: RuleId;
  /** As everywhere: cause and remedy in one sentence. */
  readonly message: string;
}
