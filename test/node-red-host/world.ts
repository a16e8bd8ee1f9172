import { readFile, writeFile } from 'node:fs/promises';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { json, TestStore, text } from '../support/store.ts';

/** Values that nothing may show but a flow that asks for them. */
export const CANARY = {
  text: 'canary-text-7f3a9c51',
  nested: 'canary-nested-2b8e64d0',
  sealed: 'canary-sealed-90d1f2aa',
} as const;

/** A store with one space and one credential, and a runtime that opens both. */
export class World {
  readonly test: TestStore;
  readonly runtime: Identity;

  private constructor(test: TestStore, runtime: Identity) {
    this.test = test;
    this.runtime = runtime;
  }

  /** Call `dispose` in the end. */
  static async create(): Promise<World> {
    const test = await TestStore.create();
    const runtime = await createIdentity('runtime');
    const world = new World(test, runtime);
    await world.setRules({});
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'API_KEY', CANARY.text));
    await test.store.setSecret(
      json(
        'DEV',
        'DB',
        JSON.stringify({ host: 'db.example', password: CANARY.nested, list: [{ x: 1 }], 'a-b': 'dash' }),
      ),
    );
    await test.store.setCredential({
      name: 'alert-mails',
      type: 'mailgun',
      fields: [
        ['domain', 'mg.example'],
        ['sender', 'alerts@mg.example'],
      ],
      sealed: [['apiKey', new SecretValue(CANARY.sealed)]],
    });
    await writeFile(world.identityFile, `${runtime.secret.reveal()}\n`, { mode: 0o600 });
    return world;
  }

  get identityFile(): string {
    return this.test.path('runtime.txt');
  }

  /** What a Node-RED is told of the store. */
  get env(): Readonly<Record<string, string>> {
    return { FLOW_SECRETS_ROOT: this.test.root, FLOW_SECRETS_IDENTITY_FILE: this.identityFile };
  }

  /** Says in flow-secrets.json how loud rules speak. */
  async setRules(rules: Readonly<Record<string, string>>): Promise<void> {
    await this.test.setConfig({ runtimes: { edge: { key: this.runtime.recipient, spaces: ['DEV'] } }, rules });
  }

  /** Makes flow-secrets.json unreadable until it is mended. */
  async breakConfig(): Promise<{ readonly mend: () => Promise<void> }> {
    const file = this.test.path('flow-secrets.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, '{ torn');
    return { mend: () => writeFile(file, text) };
  }

  dispose(): Promise<void> {
    return this.test.dispose();
  }
}
