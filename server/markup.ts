import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import { visible } from '../language/visible.ts';

/** A piece of a line: words of ours, or text of the user's, which may be anything. */
export type Piece = string | { readonly name: string } | { readonly strong: string } | { readonly free: string };

/** Lines of text as Markdown or, for a client without it, as plain text. Names can't break out of their place. */
export function markup(lines: readonly (readonly Piece[])[], markdown: boolean): MarkupContent {
  if (!markdown) {
    return { kind: MarkupKind.PlainText, value: lines.map((line) => line.map(plain).join('')).join('\n') };
  }
  return { kind: MarkupKind.Markdown, value: lines.map((line) => line.map(marked).join('')).join('\n\n') };
}

function plain(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('strong' in piece) return piece.strong;
  return visible('name' in piece ? piece.name : piece.free);
}

function marked(piece: Piece): string {
  if (typeof piece === 'string') return escape(piece);
  if ('strong' in piece) return `**${escape(piece.strong)}**`;
  return 'name' in piece ? codeSpan(piece.name) : escape(visible(piece.free));
}

/** A code span whose fence is longer than any run of backticks inside. */
function codeSpan(name: string): string {
  const text = visible(name);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text || ' '}${fence}`;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>&~$]/g, '\\$&');
}
