import * as l10n from '@vscode/l10n';
import { type ConflictSide } from '../store/files/merge/merge-plain.ts';
import { timeText } from './trees/texts.ts';

/**
 * What one side of a merge made of a name, when and by whom; never a value.
 * @param nameOf the name of a public key's holder
 */
export function conflictText(side: ConflictSide, nameOf: (key: string) => string): string {
  const by = side.by === undefined ? undefined : nameOf(side.by);
  if (side.removed) return by === undefined ? l10n.t('removed it') : l10n.t('removed by {0}', by);
  if (side.updatedAt === undefined) return by === undefined ? l10n.t('has it') : l10n.t('changed by {0}', by);
  const time = timeText(side.updatedAt);
  return by === undefined ? l10n.t('changed {0}', time) : l10n.t('changed {0} by {1}', time, by);
}
