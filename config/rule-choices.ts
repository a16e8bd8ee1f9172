import { type Node } from 'jsonc-parser';
import { ConfigProblem, membersOf, positionIn, stringOf } from './json-text.ts';

const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'] as const;

type ChosenSeverity = (typeof SEVERITIES)[number];

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A member of `rules`: how loud a rule speaks. A rule that is not known here may be one of a newer version. */
export interface RuleChoice {
  readonly rule: string;
  readonly severity: ChosenSeverity;
  /** Of the rule's name without its quotes; offsets in UTF-16 code units of the file's text, lines from 0. */
  readonly start: number;
  readonly end: number;
  readonly range: { readonly start: Position; readonly end: Position };
}

/**
 * @param text the file's text, in which the node stands `shift` code units further (a byte order mark)
 * @throws ConfigProblem when a severity is none
 */
export function ruleChoicesOf(node: Node | undefined, text: string, shift: number): readonly RuleChoice[] {
  if (!node) return [];
  return [...membersOf(node, 'rules')].map(([rule, value]) => {
    const name = value.parent?.children?.[0] ?? value;
    const start = name.offset + 1 + shift;
    const end = name.offset + name.length - 1 + shift;
    const range = { start: positionIn(text, start), end: positionIn(text, end) };
    return { rule, severity: severityOf(value, `rules[${JSON.stringify(rule)}]`), start, end, range };
  });
}

function severityOf(node: Node, where: string): ChosenSeverity {
  const word = stringOf(node, where);
  const severity = SEVERITIES.find((known) => known === word);
  if (severity !== undefined) return severity;
  throw new ConfigProblem(`${where} must be one of ${SEVERITIES.join(', ')}, not ${JSON.stringify(word)}.`);
}
