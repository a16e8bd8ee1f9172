import { type Fix, type Remark } from '../finding.ts';
import { type Span } from '../reference.ts';
import { quote } from './words.ts';

/** A secret or external credential where the store declares it. The span is the name alone. */
export interface Declared extends Span {
  readonly name: string;
  /** Whose secret it is; absent for an external credential, which all spaces share. */
  readonly space?: string;
}

/** Who uses it, in files that run in the space or may do so. */
export interface Uses {
  /** Undefined where that is not known: a name that is not saved yet. */
  readonly count: number | undefined;
  /** True when an access that names no key may use it. */
  readonly dynamic: boolean;
}

/**
 * No flow names it. A hint only, since what is not in this workspace may use it; where a computed name may use it, it is not
 * drawn as unnecessary. To be asked only when every file has been looked at.
 */
export function unusedSecret(declared: Declared, { count, dynamic }: Uses): Remark | undefined {
  if (count !== 0) return undefined;
  const { name, space, start, end } = declared;
  const where = space === undefined ? '' : ` of ${quote(space).slice(1, -1)}`;
  const message = dynamic
    ? `${quote(name)} is maybe unused: no flow${where} names it, but a computed name may be it; look there before you delete it.`
    : `${quote(name)} is unused: no flow${where} names it; delete it if nothing outside needs it.`;
  const fix: Fix =
    space === undefined ? { kind: 'delete-credential', name } : { kind: 'delete-secret', space, key: name };
  return { rule: 'unused-secret', start, end, message, fixes: [fix], ...(dynamic && { tag: 'none' }) };
}
