import { type Remark } from '../finding.ts';
import { type Reference, type Sink } from '../reference.ts';
import { type RuleContext } from './context.ts';
import { placeOf, subjectOf } from './reference-words.ts';

/**
 * A secret where people can read it who should not: in a log, below a node, in the debug sidebar; or all secrets at once in
 * a message. One secret in a message is how flows use it (a header, the body of a login), so nothing is said of that.
 */
export function secretLeaves(reference: Reference, context: RuleContext): Remark | undefined {
  const { sink, access, dynamic } = reference;
  if (sink === undefined || access !== 'read' || reference.key?.name === '') return undefined;
  if (sink.kind === 'message' ? dynamic !== 'whole' : !isSecret(reference, context)) return undefined;
  return {
    rule: 'secret-leaves',
    ...placeOf(reference),
    message: messageOf(sink, subjectOf(reference)),
    fixes: [],
  };
}

/** Whether what is read is certainly to be kept secret: the length of a text is not, nor is a plain field. */
function isSecret({ kind, key, path, dynamic }: Reference, { credentials }: RuleContext): boolean {
  if (path.at(-1)?.name === 'length') return false;
  if (kind === 'secret' || dynamic === 'whole') return true;
  const sealed = key === undefined ? [] : (credentials.get(key.name)?.sealed ?? []);
  const [field] = path;
  return field === undefined ? sealed.length > 0 : sealed.includes(field.name);
}

function messageOf({ kind }: Sink, subject: string): string {
  switch (kind) {
    case 'log':
      return `This writes ${subject} to the log in clear: log words of your own, or take it out.`;
    case 'status':
      return `This shows ${subject} below the node to everyone who opens the flow: show words of your own.`;
    case 'debug':
      return `This shows ${subject} in the debug sidebar in clear: choose another part of the message, or take the node out.`;
    case 'message':
      return `This puts ${subject} into a message, where every node behind it can show them: put in only what is needed.`;
  }
}
