import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import { sopsKeysFile } from '../../store/identity/user-folders.ts';
import { editorFacts } from '../secret-storage.ts';
import { storageWarning, strengthOf } from '../storage-strength.ts';
import { type Choice, pick } from './pick.ts';

/** Where an identity is kept: the sops keys file, or VS Code's secret storage. */
export type IdentityPlace = 'file' | 'storage';

/** Asks where an identity goes, and says how safe it is there. @throws Cancelled */
export async function askIdentityPlace(title: string, placeholder: string): Promise<IdentityPlace> {
  return pick(await identityPlaces(), { title, placeholder });
}

export async function identityPlaces(): Promise<readonly Choice<IdentityPlace>[]> {
  const file = sopsKeysFile({ env: process.env, home: homedir(), platform: process.platform });
  const alone = l10n.t('This editor only. Export it, or what only you can open is lost with this editor.');
  const warning = storageWarning(strengthOf(await editorFacts()));
  return [
    {
      label: l10n.t('sops keys file'),
      description: l10n.t('recommended'),
      detail: l10n.t('{0}: works with sops, the command line and every window.', file),
      value: 'file',
    },
    {
      label: l10n.t('VS Code’s secret storage'),
      description: l10n.t('this editor only'),
      detail: warning === undefined ? alone : `$(warning) ${warning}`,
      value: 'storage',
    },
  ];
}
