import { type Remark } from '../finding.ts';
import { type BareAccess, type NamedReference } from '../reference.ts';
import { quote } from './words.ts';

/** A template that Node-RED renders with the message alone: the URL of an http request, a text of a trigger. */
export function rendersEmpty({ key, effect, property }: NamedReference): readonly Remark[] {
  if (effect !== 'empty') return [];
  const { start, end, name } = key;
  const before = 'in a change or function node before this one';
  const remedy =
    property === 'url'
      ? `leave the URL empty, and set msg.url ${before}`
      : `set a property of the message to it ${before}, and name that`;
  const message = `${quote(name)} renders empty here, as this template sees the message only: ${remedy}.`;
  return [{ rule: 'renders-empty', start, end, message, fixes: [{ kind: 'evaluate', span: { start, end } }] }];
}

/** `{{SECRETS.X}}` in a template node reads a property of the message. One may be there, so this is a hint. */
export function rendersEmptyBare({ start, end, kind, replacement }: BareAccess): Remark {
  const name = kind === 'secret' ? 'SECRETS' : 'CREDENTIALS';
  return {
    rule: 'renders-empty',
    severity: 'hint',
    start,
    end,
    message: `This renders empty unless the message has a property ${name}: write {{global.${name}…}} to read the global context.`,
    fixes: [
      {
        kind: 'replace',
        title: 'Read it from the global context',
        span: { start, end },
        text: replacement,
        preferred: true,
      },
    ],
  };
}
