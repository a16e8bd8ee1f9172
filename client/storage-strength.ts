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

/** What the user should know before a private key goes there; undefined where there is nothing to warn of. */
export function storageWarning(strength: StorageStrength): string | undefined {
  switch (strength) {
    case 'keyring':
      return undefined;
    case 'weak':
      return l10n.t('WEAK here: this VS Code encrypts without a keyring ("password-store": "basic" in argv.json).');
    case 'unknown':
      return l10n.t(
        'On Linux it is as strong as your keyring; without one it is weakly encrypted, or lost with the window. VS Code does not say which.',
      );
    case 'remote':
      return l10n.t(
        'It is on the machine of the window. If that is a Linux without a keyring, it is weak; VS Code does not say.',
      );
    case 'browser':
      return l10n.t(
        'In a browser it is what the server of this VS Code offers, often the browser’s own storage. VS Code does not say.',
      );
  }
}
