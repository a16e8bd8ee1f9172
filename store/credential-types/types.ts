/** A field of a credential type, with what a form needs to ask for it. */
export interface CredentialField {
  /** As flows read it: `CREDENTIALS["name"].apiKey`. */
  readonly name: string;
  readonly label: string;
  /** One sentence for the form. */
  readonly description: string;
  /** Sealed to the runtimes' keys when saved; otherwise plain, readable by all who can read the file. */
  readonly sealed: boolean;
  readonly required: boolean;
  /** True when it says where the sealed values are sent: a change asks for them again (DESIGN, Credentials). */
  readonly destination: boolean;
  /** What a value usually looks like. A miss warns, it does not block. */
  readonly format?: { readonly pattern: RegExp; readonly hint: string };
  /** True for the text of a JSON object; anything else is refused. */
  readonly json?: true;
  readonly multiline?: boolean;
  /** The only values that make sense. */
  readonly choices?: readonly string[];
}

/** A kind of external credential (CONTRACTS, Credential types). Data only: one file a type. */
export interface CredentialType {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly CredentialField[];
  /** `custom`: fields are chosen when it is added; every plain one is part of the destination. */
  readonly open: boolean;
}
