/** Something that doctor found. */
export interface Complaint {
  /** `problem` is to be mended; `note` is worth knowing. */
  readonly severity: 'problem' | 'note';
  /** The file, space or credential it is about. */
  readonly about: string;
  /** What is wrong, and how to mend it. */
  readonly message: string;
}

/** What to do about a space that is named and not there. */
export const UNDECLARED = 'restore its file from version control, add the space, or mend flow-secrets.json.';

export function problem(about: string, message: string): Complaint {
  return { severity: 'problem', about, message };
}

export function note(about: string, message: string): Complaint {
  return { severity: 'note', about, message };
}
