import path from 'node:path';

/** The user as the process sees them; arguments, so that tests need not change the real environment. */
export interface UserEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute home folder. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** A variable that is set and not empty. */
export function variable(user: UserEnvironment, name: string): string | undefined {
  const value = user.env[name];
  return value === '' ? undefined : value;
}

/** The keys file that `sops` reads (age/keysource.go, getUserConfigDir). */
export function sopsKeysFile(user: UserEnvironment): string {
  return path.join(configFolder(user), 'sops', 'age', 'keys.txt');
}

/** Where we keep which recipients this user confirmed: outside of any workspace. */
export function confirmationsFile(user: UserEnvironment): string {
  return path.join(configFolder(user), 'flow-secrets', 'confirmed-recipients.json');
}

/** Where we keep what was last seen of each space: outside of any workspace too. */
export function seenSpacesFolder(user: UserEnvironment): string {
  return path.join(configFolder(user), 'flow-secrets', 'seen-spaces');
}

function configFolder(user: UserEnvironment): string {
  if (user.platform === 'win32') {
    return variable(user, 'AppData') ?? variable(user, 'APPDATA') ?? path.join(user.home, 'AppData', 'Roaming');
  }
  const usual = user.platform === 'darwin' ? path.join('Library', 'Application Support') : '.config';
  return variable(user, 'XDG_CONFIG_HOME') ?? path.join(user.home, usual);
}
