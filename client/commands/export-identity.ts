import { type App } from '../app.ts';
import { requireTrust } from '../dialogs/targets.ts';

/** Export My Identity: from VS Code's secret storage to a file of the user's. */
export async function exportIdentity(app: App): Promise<void> {
  requireTrust();
  await app.stores.identities.export();
}
