import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CodePlaceState } from '../../server/protocol.ts';
import { type EditCodeArgument } from '../commands/edit-code.ts';
import { type LanguageServer } from '../language-server.ts';

/** More lenses above one line can't be told apart: a flow in one line has none, the command asks there. */
const MOST_IN_LINE = 3;

/** *Edit Code* above each property of a flow file that has code. */
export class CodeLenses implements vscode.CodeLensProvider {
  readonly #server: LanguageServer;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(server: LanguageServer) {
    this.#server = server;
    // They say nothing but what stands in the text: asked again in vain, VS Code would drop the command of a lens that is just
    // being clicked.
    this.onDidChangeCodeLenses = server.onDidStart;
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const places = (await this.#server.codePlaces(uri)).filter(({ isEmpty }) => !isEmpty);
    const counts = new Map<number, number>();
    for (const { range } of places) counts.set(range.start.line, (counts.get(range.start.line) ?? 0) + 1);
    return places
      .filter(({ range }) => (counts.get(range.start.line) ?? 0) <= MOST_IN_LINE)
      .map((place) => lensOf(uri, place));
  }
}

function lensOf(uri: vscode.Uri, { node, property, title, range: { start } }: CodePlaceState): vscode.CodeLens {
  const argument: EditCodeArgument = { uri, node, property };
  return new vscode.CodeLens(new vscode.Range(start.line, start.character, start.line, start.character), {
    command: 'flowSecrets.editCode',
    title: l10n.t('Edit Code'),
    tooltip: l10n.t('Open {0} in an editor of its own', title),
    arguments: [argument],
  });
}
