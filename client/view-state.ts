/** What the views show when they have no rows; the values of the context key `flowSecrets.state` (package.json, viewsWelcome). */
export const VIEW_STATES = ['loading', 'failed', 'noStore', 'noStoreUsed', 'noSpaces', 'broken', 'ready'] as const;
export type ViewState = (typeof VIEW_STATES)[number];

/** What is known of one project, as far as the views' state depends on it. */
export interface ProjectFacts {
  readonly configured: boolean;
  readonly problem: boolean;
  readonly spaces: number;
  readonly broken: number;
  readonly usedSecrets: number;
}

/**
 * @param reading where the first answer of the server is: still awaited, failed, or there
 * @returns the state of the views; a broken space file counts as ready, because a row shows it
 */
export function viewState(reading: 'loading' | 'failed' | 'done', projects: readonly ProjectFacts[]): ViewState {
  if (projects.some((project) => project.spaces + project.broken > 0)) return 'ready';
  if (projects.some((project) => project.problem)) return 'broken';
  if (reading !== 'done') return reading;
  if (projects.some((project) => project.configured)) return 'noSpaces';
  return projects.some((project) => project.usedSecrets > 0) ? 'noStoreUsed' : 'noStore';
}
