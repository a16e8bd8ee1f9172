import * as vscode from 'vscode';
import { CodeLensRequest, InlayHintRequest, type LanguageClient, type Middleware } from 'vscode-languageclient/node';

const USES = 'flowSecrets.codeLens.uses';
const MISSING = 'flowSecrets.inlayHints.missing';

/** Code lenses and inlay hints as far as the user wants them. */
export const ANNOTATIONS: Middleware = {
  provideCodeLenses: (document, token, next) => (isOn(USES) ? next(document, token) : []),
  provideInlayHints: (document, range, token, next) => (isOn(MISSING) ? next(document, range, token) : []),
};

/** Draws them anew when the user chooses otherwise. */
export function followAnnotationSettings(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    for (const document of vscode.workspace.textDocuments) {
      if (change.affectsConfiguration(USES)) {
        client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
      }
      if (change.affectsConfiguration(MISSING)) {
        client.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire();
      }
    }
  });
}

function isOn(setting: string): boolean {
  return vscode.workspace.getConfiguration().get(setting, true);
}
