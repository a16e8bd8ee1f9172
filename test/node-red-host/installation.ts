import { NodeRed, type NodeRedOptions } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { World } from './world.ts';

/** A user folder with the plugin, and the store that it reads. */
export class Installation {
  readonly world: World;
  /** Absolute. */
  readonly userDir: string;
  readonly #remove: () => Promise<void>;
  #running: NodeRed | undefined;

  private constructor(world: World, userDir: string, remove: () => Promise<void>) {
    this.world = world;
    this.userDir = userDir;
    this.#remove = remove;
  }

  /** Call `dispose` in the end. */
  static async create(): Promise<Installation> {
    const world = await World.create();
    const { path, remove } = await userDirWith(await pluginTarball());
    return new Installation(world, path, remove);
  }

  /** Starts a Node-RED here that is told of the store. */
  async start(options: Omit<NodeRedOptions, 'userDir' | 'env'>): Promise<NodeRed> {
    this.#running = await NodeRed.start({ ...options, userDir: this.userDir, env: this.world.env });
    return this.#running;
  }

  /** Stops the Node-RED that was started last, and removes all. */
  async dispose(): Promise<void> {
    await this.#running?.stop();
    await this.#remove();
    await this.world.dispose();
  }
}
