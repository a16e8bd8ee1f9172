import { type Remark } from '../finding.ts';
import { type Span } from '../reference.ts';

/**
 * A second Secret Manager node in one flow file, which is what one Node-RED runs: only the first one works. Of two files no
 * one can tell whether one Node-RED runs both.
 * @param managers the types of the nodes, in document order
 */
export function moreThanOneSecretManager(managers: readonly Span[]): readonly Remark[] {
  return managers.slice(1).map(({ start, end }) => ({
    rule: 'more-than-one-secret-manager',
    start,
    end,
    message: 'These flows have a Secret Manager node already, and a second one does nothing: delete one of the two.',
    fixes: [],
  }));
}
