import { type Span } from './reference.ts';
import { type Severity } from './rules/severity.ts';
import { type RuleId } from './rules/table.ts';

export { type RuleId, type Severity };

/** A fix that an editor can offer; names only, so it may cross to any client. */
export type Fix =
  | {
      readonly kind: 'replace';
      readonly title: string;
      readonly span: Span;
      readonly text: string;
      readonly preferred: boolean;
    }
  /** Several replacements at once. */
  | {
      readonly kind: 'edit';
      readonly title: string;
      readonly edits: readonly (Span & { readonly text: string })[];
      readonly preferred: boolean;
    }
  | {
      readonly kind: 'create-secret';
      readonly key: string;
      readonly path: readonly string[];
      readonly spaces: readonly string[];
    }
  | { readonly kind: 'create-credential'; readonly name: string }
  | { readonly kind: 'delete-secret'; readonly space: string; readonly key: string }
  | { readonly kind: 'delete-credential'; readonly name: string }
  | { readonly kind: 'bind-file' }
  /** The typed input that holds this template gets a type that evaluates it: worked out from the text when it is asked for. */
  | { readonly kind: 'evaluate'; readonly span: Span };

/** What a rule says about a place. The span is the name alone (CONTRACTS 2), offsets in the document. */
export interface Remark extends Span {
  readonly rule: RuleId;
  /** Where the rule knows better than the table; a setting stands before both. */
  readonly severity?: Severity;
  /** Where this one is to be drawn otherwise than the table says of its rule. */
  readonly tag?: 'none';
  /** The spaces that lack what is missing in some. */
  readonly lacking?: readonly string[];
  /** Cause and remedy in one sentence, in the words of the glossary. Never a value. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** A remark that is told: neither switched off nor ignored. */
export interface Finding extends Remark {
  readonly severity: Severity;
}
