// What is measured on: real flow files where they are at hand, and big flow files made of real nodes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/run.mjs';

const FIXTURES = join(root, 'test', 'fixtures', 'labels');
const CORPUS = join(root, '..', 'shared', 'corpus', 'flows');

/** A folder of real flow files: the corpus, else the labelled files that the project keeps. */
export const FLOWS = existsSync(CORPUS) ? CORPUS : FIXTURES;

/** Every JSON file of the folder, absolute. */
export function flowFiles(): readonly string[] {
  return readdirSync(FLOWS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.want.json'))
    .sort()
    .map((file) => join(FLOWS, file));
}

/** Flow files up to as many megabytes; those that nobody can parse are left out. */
export function flowTexts(megabytes: number): readonly string[] {
  const texts: string[] = [];
  let length = 0;
  for (const file of flowFiles()) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (length > megabytes * 1e6) break;
    if (!isFlow(text)) continue;
    texts.push(text);
    length += text.length;
  }
  return texts;
}

function isFlow(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

function labelledTexts(): readonly string[] {
  return readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.want.json'))
    .map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
}

/** The nodes of the labelled files that name no secret. */
function plainNodes(): readonly object[] {
  const nodes = labelledTexts().flatMap((text) => {
    const flow = JSON.parse(text) as unknown;
    return Array.isArray(flow) ? (flow as object[]) : [];
  });
  return nodes.filter((node) => !/SECRETS|CREDENTIALS/.test(JSON.stringify(node)));
}

/**
 * A big flow file: real nodes over and over, with fresh ids.
 * @param megabytes how long the text is to be, in millions of UTF-16 code units
 * @param references how many function nodes that name a secret it has, spread evenly
 */
export function flowText(megabytes: number, references: number): string {
  const plain = plainNodes();
  const parts: string[] = [];
  const length = megabytes * 1e6;
  let written = 0;
  for (let i = 0, named = 0; written < length || named < references; i++) {
    const due = named < Math.floor((references * written) / length) + 1 && named < references;
    const func = `const key = global.get("SECRETS.KEY_${named}");\nreturn msg;`;
    const node = due ? { id: '', type: 'function', z: 't', name: 'Auth', func } : plain[i % plain.length];
    if (due) named++;
    const text = JSON.stringify({ ...node, id: `n${i}` }, null, 4);
    parts.push(text);
    written += text.length + 2;
  }
  return `[${parts.join(',\n')}]`;
}

const STEPS = 10;

/** A workflow of GitHub Actions with as many references to secrets: valid, so that the peer looks at each. */
export function workflowText(references: number): string {
  const steps = Array.from({ length: references }, (_, i) => {
    const job = i % STEPS === 0 ? `  job${i / STEPS}:\n    runs-on: ubuntu-latest\n    steps:\n` : '';
    const call = `curl -H "Authorization: \${{ secrets.KEY_${i} }}" https://example.org/${i}`;
    return `${job}      - name: Step ${i}\n        run: |\n          ${call}\n`;
  });
  return `name: bench\non: push\njobs:\n${steps.join('')}`;
}
