import { SpaceMemory } from '../../store/space-memory.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { DEFAULT_CONFIG, readConfig } from '../../config/read-config.ts';
import { type Config } from '../../config/config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { isNamed } from '../../language/reference.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bind, World } from '../workspace/fixture.ts';
import { cli, noInput, type Ran } from './fixture.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { readFilesCatalog } from '../../store/catalog/read-catalog.ts';
import { Workspace } from '../../workspace/workspace.ts';

/** A project with a real store of this user's, and flows bound to its spaces. */
export class RenameWorld {
  readonly world: World;
  readonly me: Identity;
  readonly store: FilesStore;

  private constructor(world: World, me: Identity) {
    this.world = world;
    this.me = me;
    this.store = this.storeOf(me);
  }

  /** @param bindings by glob; undefined: none at all */
  static async create(
    files: Readonly<Record<string, string | Uint8Array>>,
    bindings?: readonly (readonly [glob: string, ...spaces: string[]])[],
  ): Promise<RenameWorld> {
    const world = await World.create(files);
    if (bindings) await world.write('flow-secrets.json', bind(...bindings));
    else await world.write('flow-secrets.json', '{}');
    return new RenameWorld(world, await createIdentity('test'));
  }

  storeOf(identity: Identity): FilesStore {
    return new FilesStore({
      root: this.world.root,
      folder: this.world.path('secrets'),
      identities: () => Promise.resolve([identity]),
      config: () => this.config(),
      confirm: () => Promise.resolve(true),
      confirmations: new Confirmations(this.world.path('.home/.config/flow-secrets/confirmed-recipients.json')),
      memory: new SpaceMemory(this.world.path('.home/.config/flow-secrets/seen-spaces')),
    });
  }

  /** Runs the command line as this user. */
  run(...args: string[]): Promise<Ran> {
    return cli(this.world, args, '', noInput(this.world, { SOPS_AGE_KEY: this.me.secret.reveal() }));
  }

  /** Runs it with an object of sealed values on standard input. */
  runWith(values: object, ...args: string[]): Promise<Ran> {
    const input = noInput(this.world, { SOPS_AGE_KEY: this.me.secret.reveal() });
    return cli(this.world, args, '', { ...input, readAll: () => Promise.resolve(JSON.stringify(values)) });
  }

  async config(): Promise<Config> {
    const read = readConfig(await this.read('flow-secrets.json'));
    return 'config' in read ? read.config : DEFAULT_CONFIG;
  }

  read(file: string): Promise<string> {
    return readFile(join(this.world.root, file), 'utf8');
  }

  /** KEYs by space. */
  async keys(): Promise<Record<string, readonly string[]>> {
    const { spaces } = await this.store.catalog();
    return Object.fromEntries(spaces.map(({ space, secrets }) => [space, secrets.map(({ key }) => key)]));
  }

  async version(space: string): Promise<number | undefined> {
    return (await this.store.catalog()).spaces.find((one) => one.space === space)?.version;
  }

  /** What flows refer to and a space that they run in, or the credentials, lack: empty when all flows work. */
  async broken(): Promise<readonly string[]> {
    const readCatalog = ({ storeFolder, root }: { readonly storeFolder: string; readonly root: string }) =>
      readFilesCatalog(storeFolder, root);
    const workspace = new Workspace({ folders: [this.world.root], fs: nodeFileSystem, readCatalog });
    await workspace.ready;
    return workspace
      .files()
      .filter(({ references }) => references.some(({ reference }) => isNamed(reference)))
      .flatMap(({ path }) => workspace.findings(path))
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ message }) => message);
  }

  dispose(): Promise<void> {
    return this.world.dispose();
  }
}
