import assert from 'node:assert/strict';
import { type Catalog, type CredentialEntry, type SecretEntry, type Shape } from '../../../language/catalog.ts';
import { createDocument } from '../../../language/document/source-document.ts';
import { type Finding, type RuleId } from '../../../language/finding.ts';
import { type RuleSettings } from '../../../language/rules/settings.ts';
import { createRuleContext } from '../../../language/rules/context.ts';
import { judge } from '../../../language/rules/judge.ts';

/** A JSON value as a shape: `true` is a text, `null` an unknown leaf. */
type Sketch = true | null | readonly Sketch[] | { readonly [name: string]: Sketch };

function shapeOf(sketch: Sketch): Shape {
  if (sketch === true) return { kind: 'text' };
  if (sketch === null) return { kind: 'unknown' };
  if (isList(sketch)) return { kind: 'array', items: sketch.map(shapeOf) };
  return { kind: 'object', members: Object.entries(sketch).map(([name, value]) => [name, shapeOf(value)]) };
}

function isList(sketch: Sketch): sketch is readonly Sketch[] {
  return Array.isArray(sketch);
}

type Secrets = Readonly<Record<string, Sketch>>;

export interface CatalogSketch {
  readonly spaces: Readonly<Record<string, Secrets>>;
  /** Broken space files; undefined for one whose name can't be read. */
  readonly broken?: readonly (string | undefined)[];
  readonly credentials?: readonly CredentialEntry[];
  readonly credentialsComplete?: boolean;
}

export function catalogOf({
  spaces,
  broken = [],
  credentials = [],
  credentialsComplete = true,
}: CatalogSketch): Catalog {
  const at = '2026-11-01T08:00:00Z';
  return {
    complete: broken.length === 0 && Object.keys(spaces).length > 0,
    spaces: Object.entries(spaces).map(([space, secrets]) => ({
      space,
      source: `/store/${space}.space.json`,
      version: 1,
      createdAt: at,
      updatedAt: at,
      changedBySops: false,
      secrets: Object.entries(secrets).map(([key, sketch]): SecretEntry => ({ key, shape: shapeOf(sketch) })),
    })),
    broken: broken.map((space) => ({
      source: '/store/broken.space.json',
      problem: 'It is torn.',
      ...(space !== undefined && { space }),
    })),
    credentials: { complete: credentialsComplete, credentials },
  };
}

export interface Scene extends CatalogSketch {
  /** Bound spaces; `all` without bindings, `unbound` when none matches. Default: all spaces of the sketch, bound. */
  readonly bound?: readonly string[] | 'all' | 'unbound';
  readonly settings?: RuleSettings;
}

export interface Judged {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Judges a file. `⟦rule name⟧` in the text marks a wanted finding on `name`. */
function judgeMarked(path: string, marked: string, scene: Scene): Judged & { readonly wanted: readonly string[] } {
  const { text, wanted } = unmark(marked);
  const document = createDocument(path, text);
  const bound = scene.bound ?? Object.keys(scene.spaces);
  const scope = typeof bound === 'string' ? { kind: bound } : { kind: 'bound' as const, spaces: bound };
  const textBefore = (offset: number): string => text.slice(Math.max(0, offset - 2), offset);
  const context = createRuleContext(scope, catalogOf(scene), scene.settings);
  const facts = {
    references: document.references(),
    bare: document.bareAccesses(),
    slips: document.slips(),
    ignores: document.ignores(),
    managers: document.managers(),
  };
  const findings = judge(facts, context, textBefore);
  return { text, findings, wanted };
}

/** Asserts that exactly the marked findings are made. */
export function assertMarked(path: string, marked: string, scene: Scene): Judged {
  const { text, findings, wanted } = judgeMarked(path, marked, scene);
  const got = findings.map((finding) => mark(finding.rule, finding.start, text.slice(finding.start, finding.end)));
  assert.deepEqual(got, wanted, text);
  return { text, findings };
}

/** The text after the finding's fixes, by title; for fixes that replace text. */
export function applyFixes({ text, findings }: Judged): readonly string[] {
  return findings.flatMap(({ fixes }) =>
    fixes.flatMap((fix) =>
      fix.kind === 'replace' ? [text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end)] : [],
    ),
  );
}

function unmark(marked: string): { readonly text: string; readonly wanted: readonly string[] } {
  const wanted: string[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(/⟦([\w,-]+) ([^⟧]*)⟧/g)) {
    text += marked.slice(from, match.index);
    const [whole, rules = '', name = ''] = match;
    for (const rule of rules.split(',')) wanted.push(mark(rule as RuleId, text.length, name));
    text += name;
    from = match.index + whole.length;
  }
  return { text: text + marked.slice(from), wanted };
}

function mark(rule: RuleId, start: number, name: string): string {
  return `${rule} ${start} ${name}`;
}
