import { type FlowSecretsApi } from '../api.ts';
import { type NodeRed, type NodeStatus } from './red.ts';

/** How the vendor's node says it, in any language: flows with a status node may look for it. */
const SYNCED = '🆗 Synced';

/**
 * What stands below the one node that works. Everybody sees it who may log in: a problem, which may hold paths and names,
 * stands in the sidebar and in the log.
 */
export function managerStatus({ status, isUpToDate }: FlowSecretsApi, _: NodeRed['_']): NodeStatus {
  const { space = '', version = 0, problems } = status;
  const hasProblem = problems.length > 0;
  if (isUpToDate) {
    const problem = hasProblem ? [_('secret-manager.status.problem')] : [];
    const text = [SYNCED, space, String(version), ...problem].join(' · ');
    return { fill: hasProblem ? 'yellow' : 'green', shape: 'dot', text };
  }
  const text = _(`secret-manager.status.${hasProblem ? 'failed' : 'waiting'}`);
  return { fill: hasProblem ? 'red' : 'grey', shape: 'dot', text };
}
