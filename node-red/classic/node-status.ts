import { type FlowSecretsApi } from '../api.ts';
import { type NodeRed, type NodeStatus } from './red.ts';

/** How the vendor's node says it, in any language: flows with a status node may look for it. */
const SYNCED = '🆗 Synced';
/** Longer problems stand in the sidebar and in the log. */
const MAX_LENGTH = 80;

/** What stands below the one node that works. */
export function managerStatus({ status, isUpToDate }: FlowSecretsApi, _: NodeRed['_']): NodeStatus {
  const { space = '', version = 0, problems } = status;
  const problem = problems.map(shortened).slice(0, 1);
  if (isUpToDate) {
    const text = [SYNCED, space, String(version), ...problem].join(' · ');
    return { fill: problem.length > 0 ? 'yellow' : 'green', shape: 'dot', text };
  }
  const [text = _('secret-manager.status.waiting')] = problem;
  return { fill: problem.length > 0 ? 'red' : 'grey', shape: 'dot', text };
}

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
