import { type EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import { type NodeRed } from './node-red.ts';

/** Node.js 20 has no WebSocket of its own; Node-RED brings this one, without types. */
const WebSocket = createRequire(import.meta.url)('ws') as new (
  address: string,
) => EventEmitter & { readonly send: (text: string) => void; readonly close: () => void };

/** What an open editor is told. */
export interface Told {
  readonly topic: string;
  readonly data: unknown;
}

/** The websocket of an editor. */
export class Comms {
  readonly told: Told[] = [];
  readonly #socket: InstanceType<typeof WebSocket>;

  private constructor(socket: InstanceType<typeof WebSocket>) {
    this.#socket = socket;
    socket.on('message', (text: Buffer) => {
      const messages = JSON.parse(text.toString()) as Told | readonly Told[];
      // Node-RED's word on a login has no topic.
      this.told.push(...[messages].flat().filter((message) => 'topic' in message));
    });
  }

  /**
   * Resolves when Node-RED has accepted it. Call `close` in the end.
   * @param token of the user, where Node-RED asks for one
   * @param root of the Admin API, `/admin`
   */
  static async open(nodeRed: NodeRed, token?: string, root = ''): Promise<Comms> {
    const socket = new WebSocket(`${nodeRed.url.replace('http', 'ws')}${root}/comms`);
    const comms = new Comms(socket);
    await once(socket, 'open');
    if (token !== undefined) {
      socket.send(JSON.stringify({ auth: token }));
      await once(socket, 'message');
    }
    // What is told to those who come later too.
    for (const topic of ['flow-secrets/#', 'status/#']) socket.send(JSON.stringify({ subscribe: topic }));
    return comms;
  }

  /** All that was told of a topic. */
  of(topic: string): readonly unknown[] {
    return this.told.filter((one) => one.topic === topic).map(({ data }) => data);
  }

  close(): void {
    this.#socket.close();
  }
}
