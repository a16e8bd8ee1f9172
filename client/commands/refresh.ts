import { type App } from '../app.ts';

/** Refresh: asks the server and the stores again; starts the server where it has given up. */
export async function refresh(app: App): Promise<void> {
  await app.server.revive();
  await app.projects.refresh();
}
