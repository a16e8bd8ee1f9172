/** The globals that we publish. */
export const GLOBAL_NAMES = ['SECRETS', 'SECRETS_METADATA', 'CREDENTIALS'] as const;
export type GlobalName = (typeof GLOBAL_NAMES)[number];

/** Deeply frozen; absent ones are undefined in flows. */
export type PublishedGlobals = Readonly<Partial<Record<GlobalName, object>>>;

/** Where flows find the globals. */
export interface Globals {
  /**
   * Never throws. What a flow has set in place of one stays until someone takes it away.
   */
  readonly publish: (values: PublishedGlobals) => void;
  /** After a flow's value was taken away. */
  readonly republish: () => void;
  /** What flows read under a name while none of them has set it. */
  readonly ours: (name: GlobalName) => object | undefined;
  /** Names that Node-RED lists though no flow has set them. */
  readonly listed: readonly GlobalName[];
}
