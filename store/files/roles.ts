import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { type SpaceRole, StoreError } from '../store.ts';
import { readersIn } from './clear-part.ts';
import { lookAt } from './news.ts';
import { findSpace, type FoundSpace, openFound } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** What this user is to a space (Store.role). */
export async function roleOf(context: StoreContext, space: string): Promise<SpaceRole> {
  return findSpace(context, space)
    .then((found) => roleOfFound(context, found))
    .catch(unreadable);
}

/** What this user is to every space that can be read (Store.roles). */
export async function rolesOf(context: StoreContext): Promise<ReadonlyMap<string, SpaceRole>> {
  const look = context.snapshot();
  const { spaces } = await readFilesCatalog(look.folder, look.root);
  const roles = new Map<string, SpaceRole>();
  // One after the other: many files are not open at once.
  for (const found of spaces) roles.set(found.space, await roleOfFound(look, found).catch(unreadable));
  return roles;
}

async function roleOfFound(context: StoreContext, found: FoundSpace): Promise<SpaceRole> {
  const readers = await readersIn(context, found);
  try {
    return { role: 'owner', ...readers, ...(await lookAt(context, await openFound(context, found))) };
  } catch (error) {
    return { ...namesOnly(error), ...readers };
  }
}

/** The file is gone, or torn, since it was found. */
function unreadable(error: unknown): SpaceRole {
  return { ...namesOnly(error), owners: [], runtimes: [] };
}

function namesOnly(error: unknown): Pick<SpaceRole, 'role' | 'reason' | 'code'> {
  if (error instanceof StoreError) return { role: 'names', reason: error.message, code: error.code };
  throw error;
}
