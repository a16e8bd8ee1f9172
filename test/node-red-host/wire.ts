import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a server answers to one request line as it stands (`GET /x HTTP/1.1` without the protocol), head and body. */
export async function rawRequest(url: string, line: string): Promise<string> {
  const socket = await open(url);
  const answer = collect(socket);
  socket.write(`${line} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  return answer.text;
}

/** All bytes that an editor's websocket is sent. */
export class Comms {
  readonly #socket: Socket;
  readonly #received: { readonly text: string };

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#received = collect(socket);
  }

  /** @param address of the websocket: `/comms` below the admin root */
  static async open(url: string, address: string): Promise<Comms> {
    const socket = await open(url);
    const comms = new Comms(socket);
    // It asks for no compression, so texts stand in the stream as they are.
    socket.write(
      `GET ${address} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await comms.received('101 Switching Protocols');
    return comms;
  }

  get text(): string {
    return this.#received.text;
  }

  /** @param topic with wildcards as in MQTT */
  subscribe(topic: string): void {
    const payload = Buffer.from(JSON.stringify({ subscribe: topic }));
    // A text frame, masked (as clients must) with zeros.
    this.#socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
  }

  /** Waits until a text has come. */
  async received(text: string): Promise<void> {
    while (!this.text.includes(text)) await once(this.#socket, 'data');
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

function collect(socket: Socket): { readonly text: string } {
  const found = { text: '' };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => (found.text += chunk));
  return found;
}
