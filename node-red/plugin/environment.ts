import path from 'node:path';
import { variable, type UserEnvironment } from '../../store/identity/user-folders.ts';

/** What the environment says of a runtime (CONTRACTS, Runtime). */
export interface RuntimeEnvironment {
  /** Absolute folder of flow-secrets.json, where it is named. */
  readonly root?: string;
  /** The space to publish, where it is named. */
  readonly space?: string;
  /** The runtime's own identity file, absolute. */
  readonly identityFile?: string;
}

export function readEnvironment(user: UserEnvironment): RuntimeEnvironment {
  const root = variable(user, 'FLOW_SECRETS_ROOT');
  const space = variable(user, 'FLOW_SECRETS_SPACE');
  const identityFile = variable(user, 'FLOW_SECRETS_IDENTITY_FILE');
  return {
    ...(root !== undefined && { root: path.resolve(root) }),
    ...(space !== undefined && { space }),
    ...(identityFile !== undefined && { identityFile: path.resolve(identityFile) }),
  };
}
