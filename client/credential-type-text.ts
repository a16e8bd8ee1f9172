import { credentialTypeOf } from '../store/credential-types/registry.ts';

/** The type's name for people; one that a newer version wrote keeps its id. */
export function typeLabel(id: string): string {
  return credentialTypeOf(id)?.label ?? id;
}
