import { type Finding, type Fix } from '../finding.ts';
import { shiftSpan } from '../references/shift.ts';

/** A finding on a part of a text, with offsets of the whole text. */
export function shiftFinding<T extends Finding>(finding: T, by: number): T {
  const { start, end, fixes } = finding;
  return { ...finding, start: start + by, end: end + by, fixes: fixes.map((fix) => shiftFix(fix, by)) };
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
