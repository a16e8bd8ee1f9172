import { type Remark } from '../finding.ts';
import { type NamedReference } from '../reference.ts';

/** Bindings exist and none matches this file, so its names can't be judged; said once, on the first reference. */
export function noBinding(first: NamedReference): Remark {
  return {
    rule: 'no-binding',
    start: first.key.start,
    end: first.key.end,
    message: 'No binding names this file, so its secrets are not checked: bind the file to the spaces that it runs in.',
    fixes: [{ kind: 'bind-file' }],
  };
}
