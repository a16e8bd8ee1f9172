import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { type SourceDocument } from '../language/document/api.ts';
import { type Finding, type Severity } from '../language/finding.ts';
import { rangeOf } from './site.ts';

/** CONTRACTS 2 */
const SOURCE = 'flow-secrets';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(document: SourceDocument, finding: Finding): Diagnostic {
  return {
    range: rangeOf(document, finding),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
  };
}

/** Names a list of findings by what it says, so that an unchanged one need not be sent again. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url');
}
