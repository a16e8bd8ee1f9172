import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
} from 'vscode-languageserver';
import { type SourceDocument } from '../../language/document/api.ts';
import { type Name, type Reference } from '../../language/reference.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './semantic-token-legend.ts';

/** Tokens of the names in a part of a document; costs the nodes that touch it. Null when there are none. */
export function tokensIn(document: SourceDocument, range: Range): SemanticTokens | null {
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const builder = new SemanticTokensBuilder();
  const tokens = tokensOf(document.referencesIn(span)).filter(
    ({ name }) => name.end > span.start && name.start < span.end,
  );
  push(builder, document, tokens);
  return tokens.length === 0 ? null : builder.build();
}

/** The tokens of whole documents, and what a client was told last, so that it need be told the difference only. */
export class DocumentTokens {
  readonly #builders = new Map<string, SemanticTokensBuilder>();

  /** Null when there are none: where a client takes one server's tokens for a document, it can take another's then. */
  full(uri: string, document: SourceDocument): SemanticTokens | null {
    const tokens = tokensOf(document.references());
    if (tokens.length === 0) return null;
    const builder = new SemanticTokensBuilder();
    this.#builders.set(uri, builder);
    push(builder, document, tokens);
    return builder.build();
  }

  /** All tokens again when `previousResultId` is not of the last answer. */
  delta(uri: string, document: SourceDocument, previousResultId: string): SemanticTokens | SemanticTokensDelta | null {
    const builder = this.#builders.get(uri);
    if (builder?.id !== previousResultId) return this.full(uri, document);
    builder.previousResult(previousResultId);
    push(builder, document, tokensOf(document.references()));
    return builder.buildEdits();
  }

  forget(uri: string): void {
    this.#builders.delete(uri);
  }
}

interface Token {
  readonly name: Name;
  readonly reference: Reference;
  readonly isKey: boolean;
}

/** Each written name once, in document order: several references may go through one key. */
function tokensOf(references: readonly Reference[]): readonly Token[] {
  const tokens = new Map<number, Token>();
  for (const reference of references) {
    const { key, path } = reference;
    const names = key === undefined ? path : [key, ...path];
    for (const name of names) {
      const isShown = name.end > name.start && name.notation.kind !== 'index';
      if (isShown && !tokens.has(name.start)) tokens.set(name.start, { name, reference, isKey: name === key });
    }
  }
  return [...tokens.values()].sort((a, b) => a.name.start - b.name.start);
}

function push(builder: SemanticTokensBuilder, document: SourceDocument, tokens: readonly Token[]): void {
  for (const { name, reference, isKey } of tokens) {
    const { line, character } = document.positionAt(name.start);
    // A name that goes over a line's end is one that is being typed.
    if (document.positionAt(name.end).line !== line) continue;
    builder.push(
      line,
      character,
      name.end - name.start,
      TOKEN_TYPES.indexOf(isKey ? 'variable' : 'property'),
      bits(reference, isKey),
    );
  }
}

function bits({ kind, access }: Reference, isKey: boolean): number {
  const modifiers = [
    kind,
    ...(access === 'read' ? [] : ['modification' as const]),
    ...(isKey ? ['readonly' as const] : []),
  ];
  return modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
}
