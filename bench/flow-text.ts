// A big flow file: the nodes of the labelled flow files over and over, with fresh ids.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '..', 'test', 'fixtures', 'labels');

function nodes(): object[] {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.json') && !name.endsWith('.want.json'));
  return files.flatMap((name) => {
    const flow = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as unknown;
    return Array.isArray(flow) ? (flow as object[]) : [];
  });
}

/**
 * @param megabytes how long the text is to be, in millions of UTF-16 code units
 * @param references how many function nodes that name a secret it has, spread evenly
 */
export function flowText(megabytes: number, references: number): string {
  const plain = nodes().filter((node) => !/SECRETS|CREDENTIALS/.test(JSON.stringify(node)));
  const parts: string[] = [];
  const length = megabytes * 1e6;
  let written = 0;
  for (let i = 0, named = 0; written < length; i++) {
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
