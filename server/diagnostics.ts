import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { type Severity } from '../language/finding.ts';
import { ruleEntry } from '../language/rules/table.ts';
import { type LocatedFinding } from '../workspace/api.ts';
import { type ClientFeatures } from './client-features.ts';

/** CONTRACTS 2 */
const SOURCE = 'flow-secrets';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function toDiagnostic(finding: LocatedFinding, client: ClientFeatures): Diagnostic {
  const tag = finding.tag === 'none' ? undefined : ruleEntry(finding.rule).tag;
  const { range, severity, rule, message } = finding;
  const diagnostic: Diagnostic = { range, severity: SEVERITIES[severity], code: rule, source: SOURCE, message };
  if (tag && client.diagnosticTags) diagnostic.tags = [TAGS[tag]];
  return diagnostic;
}

/** An editor shows no more than this of one file. */
const MOST = 1000;
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** What is sent of a file that nobody has open: where there are too many, the most severe ones, in their order. */
export function mostSevere(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  if (findings.length <= MOST) return findings;
  const kept = new Set(ORDER.flatMap((level) => findings.filter(({ severity }) => severity === level)).slice(0, MOST));
  return findings.filter((finding) => kept.has(finding));
}

/** Names what is said of a closed file: an unchanged list need not be sent again, by the next server neither. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url');
}
