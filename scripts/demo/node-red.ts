import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeRed } from '../../test/node-red-host/node-red.ts';
import { pluginTarball, userDirWith } from '../../test/node-red-host/palette.ts';
import { SPACES } from './values.ts';

/** The folders of the example whose files run in DEV. */
const FLOW_FOLDERS = ['flows', 'lab'];
/** Where the example's flows answer with what they read. */
const HEALTH = '/health';

/** What the example's flows answer at /health. */
interface Health {
  readonly space: string;
  readonly version: number;
  /** The first 8 hex digits of the SHA-256 of `SECRETS.MAM.token`. */
  readonly token: string;
}

/** A running Node-RED with the flows of the example. */
export interface DemoNodeRed {
  readonly url: string;
  /** The space that it runs. */
  readonly space: string;
  readonly healthUrl: string;
  readonly health: () => Promise<Health>;
  /** Ends it and removes its user folder. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the newest Node-RED, with the packed palette module installed as users do, on the store of a copy of the example.
 * Its flows are a copy too: Node-RED keeps all in one file, the example has one for each tab.
 * @param workspace the copy of the example
 * @param identityFile the runtime's
 * @throws when it does not start, with its log
 */
export async function startNodeRed(workspace: string, identityFile: string): Promise<DemoNodeRed> {
  // The runtime of the example opens all spaces; a real one has its own.
  const [space] = SPACES;
  const userDir = await userDirWith(await pluginTarball());
  const env = {
    FLOW_SECRETS_ROOT: workspace,
    FLOW_SECRETS_IDENTITY_FILE: identityFile,
    FLOW_SECRETS_SPACE: space,
  };
  try {
    const nodeRed = await NodeRed.start({ version: '5.0', userDir: userDir.path, flows: flowsOf(workspace), env });
    return {
      url: nodeRed.url,
      space,
      healthUrl: nodeRed.url + HEALTH,
      health: async () => (await nodeRed.json(HEALTH)) as Health,
      stop: async () => {
        await nodeRed.stop();
        await userDir.remove();
      },
    };
  } catch (error) {
    await userDir.remove();
    throw error;
  }
}

function flowsOf(workspace: string): readonly object[] {
  const files = FLOW_FOLDERS.flatMap((folder) =>
    readdirSync(join(workspace, folder)).map((name) => join(folder, name)),
  );
  const nodes = files.flatMap((file) => JSON.parse(readFileSync(join(workspace, file), 'utf8')) as object[]);
  // None of the example's hosts exists: what asks them by itself would fill the debug sidebar with failures.
  return nodes.map((node) => ('repeat' in node ? { ...node, repeat: '' } : node));
}
