import { type App } from '../app.ts';
import { CredentialNode } from '../trees/nodes/credential.ts';
import { FieldNode } from '../trees/nodes/field.ts';
import { type TreeNode } from '../trees/nodes/node.ts';
import { PathNode } from '../trees/nodes/path.ts';
import { OwnerNode, RuntimeNode } from '../trees/nodes/reader.ts';
import { SecretNode } from '../trees/nodes/secret.ts';
import { SpaceNode } from '../trees/nodes/space.ts';
import { copyReference } from './copy-reference.ts';
import { deleteCredential } from './delete-credential.ts';
import { deleteSecret } from './delete-secret.ts';
import { deleteSpace } from './delete-space.ts';
import { removeOwner } from './remove-owner.ts';
import { removeRuntime } from './remove-runtime.ts';
import { renameSpace } from './rename-space.ts';
import { renameCredential, renameSecret } from './rename-symbol.ts';

// Keys act on the row that has the focus: a keybinding gives the view's name.

/** Delete: the space, secret, credential, Owner or runtime that is selected. */
export async function deleteSelected(app: App, view: unknown): Promise<void> {
  const node = selection(app, view);
  if (node instanceof SpaceNode) await deleteSpace(app, node);
  if (node instanceof SecretNode) await deleteSecret(app, node);
  if (node instanceof CredentialNode) await deleteCredential(app, node);
  if (node instanceof OwnerNode && node.of) await removeOwner(app, node);
  if (node instanceof RuntimeNode) await removeRuntime(app, node);
}

/** F2: the space, secret, key path, credential or field that is selected. */
export async function renameSelected(app: App, view: unknown): Promise<void> {
  const node = selection(app, view);
  if (node instanceof SpaceNode) await renameSpace(app, node);
  if (node instanceof SecretNode || node instanceof PathNode) await renameSecret(app, node);
  if (node instanceof CredentialNode || node instanceof FieldNode) await renameCredential(app, node);
}

/** Ctrl+C: a reference to what is selected. */
export async function copySelected(app: App, view: unknown): Promise<void> {
  const node = selection(app, view);
  const kinds = [SecretNode, PathNode, CredentialNode, FieldNode];
  if (kinds.some((kind) => node instanceof kind)) await copyReference(app, node);
}

/** The selected row of the view that the keybinding names. */
function selection(app: App, view: unknown): TreeNode | undefined {
  return (view === 'credentials' ? app.credentials : app.spaces).selected;
}
