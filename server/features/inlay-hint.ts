import { type InlayHint, type InlayHintParams, type Range } from 'vscode-languageserver';
import { type LocatedFinding } from '../../workspace/api.ts';
import { type Site } from '../site.ts';

/** Spaces in one hint; the others are counted, and named in its tooltip. */
const MOST = 2;

/** Behind a name that some of the file's spaces lack: `⊘ PROD`. Only what is in the range. */
export function inlayHint({ workspace, path }: Site, { range }: InlayHintParams): InlayHint[] {
  return workspace.findings(path).flatMap((finding) => {
    const { lacking = [] } = finding;
    if (lacking.length === 0 || !touches(finding, range)) return [];
    return [{ position: finding.range.end, label: labelOf(lacking), tooltip: finding.message, paddingLeft: true }];
  });
}

function labelOf(lacking: readonly string[]): string {
  const named = lacking.slice(0, MOST).join(', ');
  return lacking.length > MOST ? `⊘ ${named} +${lacking.length - MOST}` : `⊘ ${named}`;
}

function touches({ range: { start, end } }: LocatedFinding, range: Range): boolean {
  return isBefore(start, range.end) && isBefore(range.start, end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
