import { type Identifier } from 'acorn';
import { type BareAccess } from '../../reference.ts';
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
  const whole = { start: root.start, end: root.end, kind, replacement: `global.get("${root.name}")` };
  const parent = scopes.parents.get(root);
  if (parent?.type !== 'MemberExpression' || parent.object !== root) return whole;
  const name = memberName(parent, code, scopes)?.name ?? '';
  const written = name === '' ? undefined : writeName(name, { kind: 'dot' }, inString('"'));
  if (written === undefined) return whole;
  const key = written.needsBrackets ? written.text : `.${written.text}`;
  return { ...whole, end: parent.end, replacement: `global.get("${root.name}${key}")` };
}
