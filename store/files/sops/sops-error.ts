/** What can be wrong with a SOPS document. The message names no value; the caller adds the file. */
export type SopsErrorCode =
  /** No identity here opens it. */
  | 'no-key'
  /** Someone changed it without the key. */
  | 'tampered'
  /** It is no SOPS document. */
  | 'broken'
  /** It uses what only the `sops` command can do. */
  | 'unsupported';

export class SopsError extends Error {
  readonly code: SopsErrorCode;
  constructor(code: SopsErrorCode, message: string) {
    super(message);
    this.name = 'SopsError';
    this.code = code;
  }
}

/** What helps against damage. */
export const RESTORE = 'Restore it from version control.';
