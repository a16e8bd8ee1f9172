import { type Severity } from './severity.ts';

interface RuleEntry {
  /** What holds where neither flow-secrets.json nor the editor's setting says anything else. */
  readonly severity: Severity;
  /** What the rule reports, in one line: the text of the setting, the schema and docs/rules.md. */
  readonly reports: string;
  /** How an editor may draw what is found. */
  readonly tag?: 'unnecessary' | 'deprecated';
}

/** Every rule there is. Settings, schema, docs and reports are made or checked from this table. */
const RULES = {
  'unknown-secret': { severity: 'error', reports: 'A secret that no bound space has.' },
  'missing-in-space': { severity: 'warning', reports: 'A secret, or a path of it, that some bound spaces lack.' },
  'unknown-path': { severity: 'warning', reports: 'A path that a JSON secret does not have, or one below a text.' },
  'unknown-credential': { severity: 'error', reports: 'An external credential that is not there.' },
  'unknown-credential-field': {
    severity: 'warning',
    reports: 'A field that an external credential does not have, or that was left blank.',
  },
  'bare-access': { severity: 'hint', reports: 'SECRETS or CREDENTIALS where nothing of that name is defined.' },
  'no-binding': { severity: 'hint', reports: 'A file that uses secrets and that no binding names.' },
  'invalid-expression': { severity: 'error', reports: 'A property expression that Node-RED refuses.' },
  'wrong-case': { severity: 'warning', reports: 'SECRETS or CREDENTIALS written in another case.' },
  'renders-empty': {
    severity: 'warning',
    reports: 'A template that sees the message only, so the secret is left out.',
  },
  'html-escaped': { severity: 'hint', reports: 'Double braces, which change characters such as & and / of a value.' },
  'literal-not-evaluated': { severity: 'warning', reports: 'A template in a text that nothing evaluates.' },
  'object-as-text': { severity: 'warning', reports: 'A whole JSON secret printed as [object Object].' },
  'stale-after-rotation': { severity: 'hint', reports: 'A secret that is read once, when flows start.' },
  'secrets-overwritten': { severity: 'warning', reports: 'A flow that writes to SECRETS or CREDENTIALS.' },
  'secret-leaves': {
    severity: 'warning',
    reports: 'A secret in a log, a status or the debug sidebar, or all of them in a message.',
  },
  'more-than-one-secret-manager': {
    severity: 'warning',
    reports: 'A second Secret Manager node, which does nothing.',
  },
  'dynamic-access': { severity: 'info', reports: 'A computed name, which may be any secret.' },
  'unused-secret': {
    severity: 'hint',
    reports: 'A secret or external credential that no flow uses.',
    tag: 'unnecessary',
  },
  'known-value': { severity: 'warning', reports: 'A text that is the value of a secret.' },
  'unknown-rule': { severity: 'warning', reports: 'A rule that is not there, in a comment or in flow-secrets.json.' },
} as const satisfies Readonly<Record<string, RuleEntry>>;

export type RuleId = keyof typeof RULES;

/** In the order of the table. */
export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

export function ruleEntry(id: RuleId): RuleEntry {
  return RULES[id];
}

export function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(RULES, name);
}
