import { type Remark } from '../finding.ts';
import { type BareAccess } from '../reference.ts';

/** A bare `SECRETS.X` where nothing of that name is there at run time. */
export function bareAccess({ start, end, kind, replacement }: BareAccess): Remark {
  const name = kind === 'secret' ? 'SECRETS' : 'CREDENTIALS';
  const title = 'Read it from the global context';
  return {
    rule: 'bare-access',
    start,
    end,
    message: `${name} is undefined here at run time: read it from the global context.`,
    fixes: [{ kind: 'replace', title, span: { start, end }, text: replacement, preferred: true }],
  };
}
