import { type Page, type WebSocketRoute } from '@playwright/test';

/** A connection that can be held up: what the extension says reaches the window later than what the window says it. */
export class SlowConnection {
  #from: string | undefined;
  #kept: { readonly text: string; readonly pass: () => void }[] = [];

  /** For what is opened in the page from now on. */
  static async of(page: Page): Promise<SlowConnection> {
    const connection = new SlowConnection();
    await page.routeWebSocket(/./, (window) => {
      connection.#carry(window);
    });
    return connection;
  }

  /** Keeps back the first message to the window that holds a text, and all after it. */
  keepFrom(text: string): void {
    this.#from = text;
  }

  /** Whether a message with this text is among those that are kept back. */
  keeps(text: string): boolean {
    return this.#kept.some((message) => message.text.includes(text));
  }

  /** Lets everything through. */
  release(): void {
    this.#from = undefined;
    for (const { pass } of this.#kept.splice(0)) pass();
  }

  #carry(window: WebSocketRoute): void {
    const server = window.connectToServer();
    server.onMessage((message) => {
      const text = message.toString();
      const pass = (): void => {
        window.send(message);
      };
      const isKept = this.#kept.length > 0 || (this.#from !== undefined && text.includes(this.#from));
      if (isKept) this.#kept.push({ text, pass });
      else pass();
    });
  }
}
