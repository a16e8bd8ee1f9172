import { CodeLensRequest, type Connection } from 'vscode-languageserver';
import { Registration } from './registration.ts';
import { type Session } from './session.ts';
import { uriOfPath } from './uris.ts';

/**
 * Offers lenses in the files of the stores only. In an editor that has a provider, VS Code asks all providers again when
 * that one has others to give: a click on another's lens is lost then.
 */
export class StoreLenses {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #standing = new Registration();

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** Offers them in the stores of the projects there are now. Called again when they change. */
  async update(): Promise<void> {
    const { client, workspace } = this.#session;
    if (!client.registersCodeLenses) return;
    const folders = workspace.projects().map(({ storeFolder }) => uriOfPath(storeFolder));
    const documentSelector = [...new Set(folders)].sort().map((baseUri) => {
      return { scheme: 'file', pattern: { baseUri, pattern: '**/*.json' } };
    });
    if (documentSelector.length === 0) return;
    await this.#standing.become(JSON.stringify(documentSelector), async () =>
      this.#connection.client.register(CodeLensRequest.type, { documentSelector }),
    );
  }
}
