import * as l10n from '@vscode/l10n';

/** What an extension can know of where VS Code's secret storage is. */
export interface EditorFacts {
  /** Of the extension host. */
  readonly platform: NodeJS.Platform;
  /** The window is a browser's. */
  readonly isWeb: boolean;
  /** The extension runs on another machine than the window. */
  readonly isRemote: boolean;
  /** `password-store` of argv.json. */
  readonly passwordStore: string | undefined;
}

/**
 * Who protects the secret storage, as far as it can be known: no API of VS Code tells it.
 * - `keyring`: the system's (macOS, Windows)
 * - `weak`: argv.json says "basic", a key that every VS Code has
 * - `unknown`: a keyring where Linux has one, else weak encryption or memory alone; of a remote window the other machine's
 * - `browser`: of a window in a browser, what its server offers
 */
export type StorageStrength = 'keyring' | 'weak' | 'unknown' | 'remote' | 'browser';

export function strengthOf({ platform, isWeb, isRemote, passwordStore }: EditorFacts): StorageStrength {
  if (isWeb) return 'browser';
  if (isRemote) return 'remote';
  if (platform === 'darwin' || platform === 'win32') return 'keyring';
  return passwordStore === 'basic' ? 'weak' : 'unknown';
}

/** What the user should know before a private key goes there, on one line of a picker; undefined where there is nothing to warn of. */
export function storageWarning(strength: StorageStrength): string | undefined {
  switch (strength) {
    case 'keyring':
      return undefined;
    case 'weak':
      return l10n.t('WEAK here: without a keyring ("password-store": "basic" in argv.json).');
    case 'unknown':
      return l10n.t('May be weak: it needs a keyring, and VS Code doesn’t say if there is one.');
    case 'remote':
      return l10n.t('May be weak: it is on the window’s machine, and VS Code says nothing of that.');
    case 'browser':
      return l10n.t('May be weak: a browser keeps it as this VS Code’s server decides.');
  }
}
