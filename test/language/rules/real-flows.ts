import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, type SecretEntry, type Shape } from '../../../language/catalog.ts';
import { createDocument } from '../../../language/document/source-document.ts';
import { type SourceDocument } from '../../../language/document/api.ts';
import { type Finding } from '../../../language/finding.ts';
import { isNamed } from '../../../language/reference.ts';
import { createRuleContext } from '../../../language/rules/context.ts';
import { judge } from '../../../language/rules/judge.ts';
import { step } from '../../../language/rules/shapes.ts';
import { FIXTURES } from '../labels.ts';
import { catalogOf } from './fixture.ts';

/** Flows that people published, and those of them into which references were written by hand; where ../shared lies beside us. */
const CORPUS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'corpus');

/** Without the corpus, the labelled files that the project keeps. */
const ROOT = existsSync(CORPUS) ? CORPUS : join(FIXTURES, '..');

export interface RealFinding extends Finding {
  readonly file: string;
  /** What stands there and around. */
  readonly text: string;
}

/** The JSON files of a folder of the corpus; empty where it is not there. */
export function realFiles(folder: string): readonly string[] {
  const root = join(ROOT, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.want.json'))
    .map((file) => join(folder, file))
    .sort();
}

/** What the rules say about a file whose space holds every name that the file uses. */
export function findingsOf(file: string): readonly RealFinding[] {
  const document = createDocument(file, readFileSync(join(ROOT, file), 'utf8'));
  const facts = {
    references: document.references(),
    bare: document.bareAccesses(),
    slips: document.slips(),
    ignores: document.ignores(),
    managers: document.managers(),
  };
  const context = createRuleContext({ kind: 'all' }, completeCatalog(document));
  return judge(facts, context).map((finding) => ({
    ...finding,
    file,
    text: document.slice(Math.max(0, finding.start - 60), finding.end + 40),
  }));
}

type Tree = Map<string, Tree>;

const TEXT: Shape = { kind: 'text' };

/** Every key and path that the references name; a name that JavaScript gives to any text is no path. */
function completeCatalog(document: SourceDocument): Catalog {
  const secrets: Tree = new Map();
  const credentials: Tree = new Map();
  for (const { kind, key, path, form } of document.references().filter(isNamed)) {
    let tree = below(kind === 'secret' ? secrets : credentials, key.name);
    for (const { name } of path) {
      if (name === '' || step(TEXT, name, form) !== 'nothing') break;
      tree = below(tree, name);
    }
  }
  const base = catalogOf({
    spaces: { DEV: {} },
    credentials: [...credentials].map(([name, fields]) => ({
      name,
      type: 'custom',
      fields: [...fields.keys()],
      sealed: [],
    })),
  });
  const entries = [...secrets].map(([key, tree]): SecretEntry => ({ key, shape: shapeOf(tree) }));
  return { ...base, spaces: base.spaces.map((space) => ({ ...space, secrets: entries })) };
}

function below(tree: Tree, name: string): Tree {
  const known = tree.get(name) ?? new Map<string, Tree>();
  tree.set(name, known);
  return known;
}

function shapeOf(tree: Tree): Shape {
  if (tree.size === 0) return TEXT;
  return { kind: 'object', members: [...tree].map(([name, members]) => [name, shapeOf(members)]) };
}
