import { type FilesStore } from '../store/files/files-store.ts';

/** A space with the version that a change left it with. */
export interface SpaceVersion {
  readonly space: string;
  readonly version: number;
}

/** The present versions of spaces, for a command that changed several. */
export async function versionsOf(store: FilesStore, spaces: readonly string[]): Promise<readonly SpaceVersion[]> {
  const versions = new Map((await store.catalog()).spaces.map(({ space, version }) => [space, version]));
  return spaces.map((space) => ({ space, version: versions.get(space) ?? 0 }));
}

/** `DEV (version 3), PROD (version 8)` */
export function versionsText(versions: readonly SpaceVersion[]): string {
  return versions.map(({ space, version }) => `${space} (version ${version})`).join(', ');
}
