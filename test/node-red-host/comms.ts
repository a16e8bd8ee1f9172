import { type EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import { type NodeRed } from './node-red.ts';

/** Node.js 20 has no WebSocket of its own; Node-RED brings this one, without types. */
const WebSocket = createRequire(import.meta.url)('ws') as new (
  address: string,
) => EventEmitter & { readonly close: () => void };

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
      this.told.push(...[messages].flat());
    });
  }

  /** Resolves when Node-RED has accepted it. Call `close` in the end. */
  static async open(nodeRed: NodeRed): Promise<Comms> {
    const socket = new WebSocket(`${nodeRed.url.replace('http', 'ws')}/comms`);
    const comms = new Comms(socket);
    await once(socket, 'open');
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
