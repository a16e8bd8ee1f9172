// The rows of the bench: what is to be reached to ship, and what would be better than anybody has it.

interface Goal {
  /** What is measured, and against what. */
  readonly what: string;
  readonly unit: '×' | 'ms' | 'kB' | '%' | '';
  readonly better: 'less' | 'more';
  /** Absent for rows that are shown for comparison only. */
  readonly ship?: number;
  readonly moonshot?: number;
}

const less = { better: 'less', unit: '×' } as const;
const more = { better: 'more', unit: '×' } as const;

const GOALS = {
  coldIndex: { what: 'cold index of the corpus / ripgrep', ...less, ship: 5, moonshot: 2.5 },
  warmIndex: { what: 'same, warm / ripgrep', ...less, ship: 3, moonshot: 2 },
  inMemoryIndex: { what: 'in-memory index / JSON.parse', ...less, ship: 0.35, moonshot: 0.15 },
  keystroke1: { what: 'keystroke p95 / echo p95, 1 MB', ...less, ship: 4, moonshot: 2 },
  keystroke10: { what: 'keystroke p95 / echo p95, 10 MB', ...less, ship: 4, moonshot: 2 },
  keystroke50: { what: 'keystroke p95 / echo p95, 50 MB', ...less, ship: 4, moonshot: 2 },
  keystrokeGrowth: { what: 'keystroke p95 at 50 MB / at 1 MB', ...less, ship: 1.5, moonshot: 1.1 },
  slowestKeystroke: { what: 'any single keystroke at 50 MB', ...less, unit: 'ms', ship: 16, moonshot: 8 },
  manyFindings: { what: 'keystroke p95 with 1,000 diagnostics', ...less, unit: 'ms', ship: 16, moonshot: 5 },
  peakMemory: { what: 'peak memory / echo at 50 MB', ...less, ship: 1.25, moonshot: 1.05 },
  openHeap: { what: 'open document: heap / text bytes', ...less, ship: 2.5, moonshot: 1.5 },
  closedHeap: { what: 'index of closed files: heap / flow bytes', ...less, ship: 0.02, moonshot: 0.005 },
  nrlintCore: { what: 'faster than nrlint, core rules', ...more, ship: 25, moonshot: 60 },
  nrlintAll: { what: 'faster than nrlint, all rules', ...more, ship: 400, moonshot: 1000 },
  actionsValidate: { what: 'faster than @actions `validate`, per reference', ...more, ship: 20, moonshot: 60 },
  actionsKeystroke: { what: 'faster than @actions, keystroke, 500 references', ...more, ship: 10, moonshot: 40 },
  jsonKeystroke: { what: 'faster than the JSON server, keystroke, 10 MB', ...more },
  start: { what: 'spawn → initialize / `node -e 0`', ...less, ship: 1.7, moonshot: 1.3 },
  bundle: { what: 'server bundle, loaded at the start', ...less, unit: 'kB', ship: 500, moonshot: 260 },
  bundleGz: { what: 'same, gzip', ...less, unit: 'kB', ship: 130, moonshot: 60 },
  bundleAll: { what: 'server bundle with all that may be loaded later', ...less, unit: 'kB' },
  bundleAllGz: { what: 'same, gzip', ...less, unit: 'kB' },
  cutCode: { what: 'references kept: code cut off', ...more, unit: '%', ship: 99, moonshot: 100 },
  strayQuote: { what: 'references kept: a stray quote', ...more, unit: '%', ship: 80, moonshot: 98 },
  throws: { what: 'torn code that makes a reader throw', ...less, unit: '', ship: 0, moonshot: 0 },
  storeOpen: { what: 'open a secret of 10 in a running editor / sops decrypt', ...less },
  storeChange: { what: 'one change in a running editor, 10 secrets / sops set', ...less, ship: 0.1 },
  storeOpenBig: { what: 'open a secret of 1,000 in a running editor / sops decrypt', ...less },
  storeChangeBig: { what: 'one change in a running editor, 1,000 secrets / sops set', ...less, ship: 0.1 },
  storeCommand: { what: 'flow-secrets secret set / sops set', ...less, ship: 1 },
  storeCatalog: { what: 'names of 100 spaces without a key / JSON.parse', ...less },
  manyFiles: { what: 'longest answer while 10,000 files are indexed', ...less, unit: 'ms', ship: 2000 },
} as const satisfies Record<string, Goal>;

export type GoalId = keyof typeof GOALS;

/** What a measurement found: the row, its figure, and the two sides of a ratio, for people. */
export interface Result {
  readonly goal: GoalId;
  readonly value: number;
  readonly detail?: string;
}

/** One line of the Markdown table. */
export function rowOf({ goal, value, detail }: Result): readonly string[] {
  const { what, unit, better, ship, moonshot }: Goal = GOALS[goal];
  const meets = (limit: number): boolean => (better === 'less' ? value <= limit : value >= limit);
  const mark = (limit: number | undefined): string =>
    limit === undefined ? '' : `${better === 'less' ? '≤' : '≥'} ${withUnit(limit, unit)} ${meets(limit) ? '✓' : '✗'}`;
  return [what, withUnit(value, unit), mark(ship), mark(moonshot), detail ?? ''];
}

function withUnit(number: number, unit: Goal['unit']): string {
  const digits = Math.abs(number) >= 20 || Number.isInteger(number) ? 0 : Math.abs(number) < 0.1 ? 4 : 2;
  return `${number.toFixed(digits)} ${unit}`.trim();
}
