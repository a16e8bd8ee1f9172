import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type UsagesParams } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { credentialTarget, kindTarget, namedIn, secretTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { showPlaces } from '../references-view.ts';
import { MissingCredentialNode } from '../trees/nodes/missing-credential.ts';
import { MissingSecretNode } from '../trees/nodes/missing.ts';
import { plainText } from '../plain-text.ts';

interface Named {
  readonly name: string;
  readonly root: string;
  readonly target: UsagesParams['target'];
}

/** Find Usages: opens the references view with all places that use it, closed files included. */
export async function findUsages(app: App, argument: unknown): Promise<void> {
  const { name, root, target } = await namedBy(app, argument);
  const options = {
    location: vscode.ProgressLocation.Window,
    title: plainText(l10n.t('Looking for uses of {0}…', name)),
  };
  const { references, maybe } = await vscode.window.withProgress(options, async (_progress, token) =>
    app.server.usages({ root, target, fresh: true }, token),
  );
  if (references.length + maybe.length === 0) throw new UserError(l10n.t('Nothing uses {0}.', name));
  await showPlaces(l10n.t('Uses of {0}', name), references, maybe);
}

async function namedBy(app: App, argument: unknown): Promise<Named> {
  if (argument instanceof MissingSecretNode) {
    const { project, space } = argument.parent.parent;
    return secretNamed(project.root, space.space, argument.key);
  }
  if (argument instanceof MissingCredentialNode) return credentialNamed(argument.project.root, argument.name);
  const named = namedIn(argument);
  if (named.root !== undefined && named.space !== undefined && named.key !== undefined) {
    return secretNamed(named.root, named.space, named.key);
  }
  const title = l10n.t('Find Usages');
  if ((await kindTarget(app, argument, title)) === 'credential') {
    const { project, credential } = await credentialTarget(app, argument, title);
    return credentialNamed(project.root, credential.name);
  }
  const { project, space, secret } = await secretTarget(app, argument, title);
  return secretNamed(project.root, space.space, secret.key);
}

function secretNamed(root: string, space: string, key: string): Named {
  return { name: key, root, target: { kind: 'secret', space, key } };
}

function credentialNamed(root: string, name: string): Named {
  return { name, root, target: { kind: 'credential', name } };
}
