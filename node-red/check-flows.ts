import { type Catalog } from '../language/catalog.ts';
import { type SourceDocument } from '../language/document/api.ts';
import { createDocument } from '../language/document/source-document.ts';
import { type Finding } from '../language/finding.ts';
import { type PartFacts } from '../language/reference.ts';
import { mentions } from '../language/references/mentions.ts';
import { createRuleContext } from '../language/rules/context.ts';
import { judgePart } from '../language/rules/judge.ts';
import { type RuleSettings, ruleSettings } from '../language/rules/settings.ts';
import { RULE_IDS, type RuleId } from '../language/rules/table.ts';
import { type NodeFinding } from './findings.ts';
import { flowPlace } from './flow-place.ts';

/** A node as Node-RED deploys it. */
export interface DeployedNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** What makes a node fail when it runs; the other rules are for those who write it. */
const UNKNOWN_NAMES: ReadonlySet<RuleId> = new Set([
  'unknown-secret',
  'unknown-path',
  'unknown-credential',
  'unknown-credential-field',
]);
const OTHERS = RULE_IDS.filter((id) => !UNKNOWN_NAMES.has(id));

/** Characters that are looked through before others may have their turn. */
const STEP = 1_000_000;

/** Looks for names in flows that the catalog does not have. A node whose text has not changed is not parsed again. */
export class FlowCheck {
  /** The nodes that name anything, and the tabs. */
  readonly document: SourceDocument = createDocument('flows.json', '[]');

  /**
   * Looks at the nodes that run: those that are not disabled, nor on a disabled tab. Says nothing where the catalog is
   * not complete, nor what the project wants to hear as a hint or information only.
   * @param rules how loud rules speak in the project
   * @yields where the caller may let others go first
   * @returns in the order of the flows
   */
  *check(
    nodes: readonly DeployedNode[],
    catalog: Catalog,
    rules: RuleSettings,
  ): Generator<void, readonly NodeFinding[]> {
    const text: string[] = [];
    yield* textsOf(nodes, text);
    this.document.update([{ text: `[${text.join(',')}]` }]);
    const reading = this.document.readInSteps();
    while (reading.next().done !== true) yield;
    const context = createRuleContext({ kind: 'all' }, catalog, onlyUnknownNames(rules));
    const found: NodeFinding[] = [];
    for (const { start, facts } of this.document.facts()) {
      for (const finding of judgePart(facts, context).findings.filter(isLoud))
        found.push(describe(finding, facts, this.document.siteOf(start + finding.start)));
      yield;
    }
    return found;
  }
}

function onlyUnknownNames(rules: RuleSettings): RuleSettings {
  return ruleSettings([...rules, ...OTHERS.map((id) => [id, 'off'] as const)]);
}

/** What fails a check of the command line too. */
function isLoud({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** The JSON of what is to be looked at: nodes that name something, and of tabs and subflows their names. */
export function* textsOf(nodes: readonly DeployedNode[], texts: string[]): Generator<void> {
  const disabledTabs = new Set(nodes.filter(({ disabled }) => disabled === true).map(({ id }) => id));
  let looked = 0;
  for (const node of nodes) {
    const { id, type, z, d, label, name } = node;
    const isTab = type === 'tab' || type === 'subflow';
    const runs = d !== true && !disabledTabs.has(isTab ? id : String(z));
    const { length, hasNames } = look(node);
    const text = runs && hasNames ? textOf(node) : undefined;
    if (text !== undefined) texts.push(text);
    else if (isTab) texts.push(JSON.stringify({ id, type, label, name }));
    looked += length;
    if (looked < STEP) continue;
    looked = 0;
    yield;
  }
}

/** Whether some text of a node may name something; without recursion, as nodes may be nested to any depth. */
function look(node: DeployedNode): { readonly length: number; readonly hasNames: boolean } {
  const left: unknown[] = [node];
  let length = 0;
  let hasNames = false;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      length += value.length;
      hasNames ||= mentions(value);
    } else if (typeof value === 'object' && value !== null) {
      length += 1;
      for (const member of Object.values(value)) left.push(member);
    }
  }
  return { length, hasNames };
}

/** Undefined for a node that is nested too deeply to be written. */
function textOf(node: DeployedNode): string | undefined {
  try {
    return JSON.stringify(node);
  } catch {
    return undefined;
  }
}

function describe(
  { rule, message, start }: Finding,
  { references }: PartFacts,
  site: ReturnType<SourceDocument['siteOf']>,
): NodeFinding {
  const reference = references.find(
    ({ key, path }) => key?.start === start || path.some((name) => name.start === start),
  );
  return { ...flowPlace(site, reference?.property), rule, message };
}
