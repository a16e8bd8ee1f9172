import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type UsagePlace } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { run } from '../errors.ts';
import { visibleLines } from '../plain-text.ts';
import { tableHtml } from './table-html.ts';
import { type FromTable, isFromTable, type ToTable } from './table-message.ts';
import { type TablePage, visiblePage } from './table-page.ts';

/** What a table shows, and what its buttons do. */
export interface TableSource {
  /** Same text, same table: it is shown again and not opened twice. */
  readonly id: string;
  page(): Promise<TablePage>;
  /** What a row opens to. */
  places(row: string): Promise<readonly UsagePlace[]>;
  /** `row` is absent for a button beside the title. Resolves to another source when the table is to show that. */
  act(action: string, row: string | undefined): Promise<TableSource | undefined>;
}

const open = new Map<string, TablePanel>();

/** A table in an editor tab. It is drawn anew when names, uses or files change. */
export class TablePanel {
  readonly #app: App;
  readonly #panel: vscode.WebviewPanel;
  readonly #places = new Map<string, readonly UsagePlace[]>();
  #source: TableSource;
  #isStale = false;
  #turn = 0;

  /** Shows the table of a source: the one that is open already, or a new one. */
  static show(app: App, viewType: string, source: TableSource): void {
    const present = open.get(source.id);
    if (present) {
      present.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active, optionsOf(app));
    TablePanel.restore(app, panel, source);
  }

  /** Fills a panel that VS Code has made or kept over a restart. */
  static restore(app: App, panel: vscode.WebviewPanel, source: TableSource): void {
    panel.webview.options = optionsOf(app);
    open.set(source.id, new TablePanel(app, panel, source));
  }

  private constructor(app: App, panel: vscode.WebviewPanel, source: TableSource) {
    this.#app = app;
    this.#panel = panel;
    this.#source = source;
    const { webview } = panel;
    const media = vscode.Uri.joinPath(app.context.extensionUri, 'media');
    const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, file)).toString();
    const subscriptions = [
      app.projects.onDidChange(() => {
        this.#refresh();
      }),
      panel.onDidChangeViewState(() => {
        if (this.#isStale) this.#refresh();
      }),
      webview.onDidReceiveMessage((message: unknown) => {
        if (isFromTable(message)) void run(app.log, 'table', () => this.#receive(message));
      }),
    ];
    panel.onDidDispose(() => {
      open.delete(this.#source.id);
      for (const subscription of subscriptions) subscription.dispose();
    });
    webview.html = tableHtml({
      nonce: randomBytes(16).toString('base64'),
      cspSource: webview.cspSource,
      script: address('table-page.js'),
      style: address('table-page.css'),
      language: vscode.env.language,
    });
  }

  /** A hidden page has nobody to look at it: it is drawn when it is seen again. */
  #refresh(): void {
    this.#isStale = !this.#panel.visible;
    if (!this.#isStale) void run(this.#app.log, 'table', () => this.#draw());
  }

  async #draw(): Promise<void> {
    const turn = ++this.#turn;
    const page = visiblePage(await this.#source.page());
    if (turn !== this.#turn) return;
    this.#panel.title = page.title;
    await this.#post({ type: 'page', page });
  }

  async #receive(message: FromTable): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#draw();
      case 'open': {
        const places = await this.#source.places(message.row);
        this.#places.set(message.row, places);
        const shown = places.map(({ site, location }, index) => ({
          id: String(index),
          name: visibleLines(site === '' ? location : site),
          text: site === '' ? '' : location,
        }));
        return this.#post({ type: 'places', row: message.row, places: shown });
      }
      case 'go':
        return goTo(this.#places.get(message.row)?.[Number(message.place)]);
      case 'do': {
        const next = await this.#source.act(message.action, message.row);
        if (next) await this.#become(next);
      }
    }
  }

  async #become(source: TableSource): Promise<void> {
    open.delete(this.#source.id);
    this.#source = source;
    open.set(source.id, this);
    await this.#draw();
  }

  async #post(message: ToTable): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}

function optionsOf({ context }: App): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'media')] };
}

async function goTo(place: UsagePlace | undefined): Promise<void> {
  if (!place) return;
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection });
}
