import { type TextDocument } from 'vscode';
import { type SemanticTokensMiddleware } from 'vscode-languageclient/node';

const SCRIPTS = new Set(['javascript', 'javascriptreact', 'typescript', 'typescriptreact']);
const PAGES = new Set(['html', 'handlebars']);

/**
 * VS Code shows the tokens of one provider in a document. Those of its own for scripts on disk and for pages say more than
 * ours would add to the grammars, so ours stay away from these: which one wins would hang on who was started last.
 */
function isLeftToOthers({ languageId, uri }: TextDocument): boolean {
  return PAGES.has(languageId) || (SCRIPTS.has(languageId) && uri.scheme === 'file');
}

export const semanticTokens: SemanticTokensMiddleware = {
  provideDocumentSemanticTokens(document, token, next) {
    return isLeftToOthers(document) ? undefined : next(document, token);
  },
  provideDocumentSemanticTokensEdits(document, previousResultId, token, next) {
    return isLeftToOthers(document) ? undefined : next(document, previousResultId, token);
  },
  provideDocumentRangeSemanticTokens(document, range, token, next) {
    return isLeftToOthers(document) ? undefined : next(document, range, token);
  },
};
