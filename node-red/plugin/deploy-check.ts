import { type SourceDocument } from '../../language/document/api.ts';
import { quote } from '../../language/rules/words.ts';
import { type DeployedNode, FlowCheck } from '../check-flows.ts';
import { type NodeFinding } from '../findings.ts';
import { SlicedWork } from '../sliced-work.ts';
import { type Red } from './red.ts';
import { type Sync } from './sync.ts';
import { type SyncLog } from './sync-log.ts';

/** Milliseconds that flows wait for the check; what takes longer goes on beside them, in slices. */
const HOLD = 500;
/** Findings that are logged of one deploy. */
const MOST = 100;

/** Says which nodes use unknown names, at the start and at each deploy, before nodes run; and again after each sync. */
export class DeployCheck {
  readonly #log: SyncLog;
  readonly #names: () => Pick<Sync, 'catalog' | 'rules'>;
  readonly #check = new FlowCheck();
  #flows: readonly DeployedNode[] = [];
  /** Log lines of the present flows. */
  #said = new Set<string>();
  readonly #work = new SlicedWork<readonly NodeFinding[]>({
    later: setImmediate,
    done: (findings) => {
      this.#tell(findings);
    },
    failed: (error) => {
      const name = error instanceof Error ? error.name : 'unknown error';
      this.#log.say('warn', `The flows could not be checked for unknown names (${name}).`);
    },
  });

  /** @param names what is published now, and how loud rules speak */
  constructor(red: Red, log: SyncLog, names: () => Pick<Sync, 'catalog' | 'rules'>) {
    this.#log = log;
    this.#names = names;
    red.events.on('flows:starting', ({ config }) => {
      this.#flows = config?.flows ?? [];
      this.#said = new Set();
      this.#work.begin(this.#steps(), HOLD);
    });
  }

  /** The nodes that run and name anything, as they were looked at last. */
  get flows(): SourceDocument {
    return this.#check.document;
  }

  /** Judges the flows anew, as what is published has changed. */
  again(): void {
    if (this.#flows.length > 0) this.#work.begin(this.#steps());
  }

  #steps(): Iterator<void, readonly NodeFinding[]> {
    const { catalog, rules } = this.#names();
    return this.#check.check(this.#flows, catalog, rules);
  }

  #tell(findings: readonly NodeFinding[]): void {
    const told = findings.slice(0, MOST);
    const more = findings.length - told.length;
    const lines = told.map(lineOf);
    if (more > 0) lines.push(`${more} more unknown names are not listed.`);
    for (const line of lines) {
      if (!this.#said.has(line)) this.#log.say('warn', line);
      this.#said.add(line);
    }
  }
}

/** `unknown-secret: “NOPE” is not in DEV: … Node “fetch token” (1a2b) on “Ingest”, func.` */
function lineOf({ rule, message, node, name, tab, property }: NodeFinding): string {
  const where = [
    `Node ${quote(name)} (${quote(node).slice(1, -1)})`,
    ...(tab === undefined ? [] : [` on ${quote(tab)}`]),
    ...(property === undefined ? [] : [`, ${quote(property).slice(1, -1)}`]),
  ];
  return `${rule}: ${message} ${where.join('')}.`;
}
