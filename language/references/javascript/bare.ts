import { type Identifier } from 'acorn';
import { type BareAccess, type Span } from '../../reference.ts';
import { writeName } from '../write-name.ts';
import { memberName } from './keys.ts';
import { type Scopes } from './scope.ts';
import { inString } from './value.ts';

/** A bare `SECRETS.X` of function code, with what gives the value there; what follows the key stays as it is. */
export function bareAccess(
  root: Identifier,
  kind: BareAccess['kind'],
  code: string,
  scopes: Scopes,
): Omit<BareAccess, 'form'> {
  const parent = scopes.parents.get(root);
  if (parent?.type !== 'MemberExpression' || parent.object !== root) return bareOf(root, kind);
  return bareOf(root, kind, { name: memberName(parent, code, scopes)?.name ?? '', end: parent.end });
}

/** The same where no tree tells which member is read. `member.end` is behind its bracket. */
export function bareOf(
  root: Span & { readonly name: string },
  kind: BareAccess['kind'],
  member?: { readonly name: string; readonly end: number },
): Omit<BareAccess, 'form'> {
  const whole = { start: root.start, end: root.end, kind, replacement: `global.get("${root.name}")` };
  if (member === undefined || member.name === '') return whole;
  const written = writeName(member.name, { kind: 'dot' }, inString('"'));
  if (written === undefined) return whole;
  const key = written.needsBrackets ? written.text : `.${written.text}`;
  return { ...whole, end: member.end, replacement: `global.get("${root.name}${key}")` };
}
