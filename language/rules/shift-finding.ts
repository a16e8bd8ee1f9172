import { type Finding, type Fix } from '../finding.ts';
import { shiftSpan } from '../references/shift.ts';

/** A finding on a part of a text, with offsets of the whole text. */
export function shiftFinding(finding: Finding, by: number): Finding {
  return { ...shiftSpan(finding, by), fixes: finding.fixes.map((fix) => shiftFix(fix, by)) };
}

function shiftFix(fix: Fix, by: number): Fix {
  switch (fix.kind) {
    case 'replace':
    case 'evaluate':
      return { ...fix, span: shiftSpan(fix.span, by) };
    case 'edit':
      return { ...fix, edits: fix.edits.map((edit) => shiftSpan(edit, by)) };
    case 'create-secret':
    case 'create-credential':
    case 'delete-secret':
    case 'delete-credential':
    case 'bind-file':
      return fix;
  }
}
