import { type Span } from './reference.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type RuleId =
  | 'unknown-secret'
  | 'unknown-path'
  | 'missing-in-space'
  | 'unknown-credential'
  | 'unknown-credential-field'
  | 'bare-access'
  | 'no-binding';

/** A fix that an editor can offer; names only, so it may cross to any client. */
export type Fix =
  | {
      readonly kind: 'replace';
      readonly title: string;
      readonly span: Span;
      readonly text: string;
      readonly preferred: boolean;
    }
  | {
      readonly kind: 'create-secret';
      readonly key: string;
      readonly path: readonly string[];
      readonly spaces: readonly string[];
    }
  | { readonly kind: 'create-credential'; readonly name: string }
  | { readonly kind: 'bind-file' };

/** What a rule says about a place. The span is the name alone (CONTRACTS 2), offsets in the document. */
export interface Finding extends Span {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Cause and remedy in one sentence, in the words of the glossary. Never a value. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}
