// npm run accuracy: precision and recall of `flow-secrets references` on the labelled flow files of ../shared/corpus, by
// form, and whether the same files written in other ways give the same references.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { MUTATIONS } from './lib/mutations.mjs';
import { root, run } from './lib/run.mjs';
import { HEADINGS, nameOf, Score } from './lib/score.mjs';

/** @typedef {import('./lib/score.mjs').Found} Found */

const folder = join(root, '..', 'shared', 'corpus', 'labels');
const program = join(root, 'dist', 'flow-secrets.cjs');

if (!existsSync(folder)) {
  console.error(
    'The labelled flow files (../shared/corpus/labels) are not here; `npm test` scores its own subset of them.',
  );
  process.exit(2);
}
if (!existsSync(program)) await run('npm', ['run', '--silent', 'build']);

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.want.json'))
  .map((name) => name.replace('.want.json', '.json'));
const found = await referencesIn(files.map((name) => join(folder, name)));
const faults = [...scored(found), ...(await mutated(found))];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Prints the figures, of all files and of those that hold each form; returns what is wrong. @param {Map<string, Found[]>} all */
function scored(all) {
  const total = new Score();
  /** @type {Map<string, Score>} */
  const forms = new Map();
  for (const name of files) {
    /** @type {import('./lib/score.mjs').Labels} */
    const labels = JSON.parse(readFileSync(join(folder, name.replace('.json', '.want.json')), 'utf8'));
    const here = all.get(name) ?? [];
    total.add(name, labels, here);
    for (const form of labels.forms) {
      const score = forms.get(form) ?? new Score();
      forms.set(form, score);
      score.add(name, labels, here);
    }
  }
  console.log(`${'files that hold'.padEnd(24)}${HEADINGS}`);
  for (const [form, score] of [...forms].sort(([a], [b]) => a.localeCompare(b)))
    console.log(form.padEnd(24) + score.toString());
  console.log('all'.padEnd(24) + total.toString());
  return total.faults;
}

/** Writes the files in other ways and prints how many refer to the same; returns what is wrong. @param {Map<string, Found[]>} all */
async function mutated(all) {
  const faults = [];
  console.log('\nthe same references when written');
  for (const [what, mutate] of Object.entries(MUTATIONS)) {
    const place = mkdtempSync(join(tmpdir(), 'accuracy-'));
    try {
      const paths = files.map((name) => join(place, name));
      for (const name of files) writeFileSync(join(place, name), mutate(readFileSync(join(folder, name), 'utf8')));
      const others = await referencesIn(paths);
      const differing = files.filter((name) => namesOf(all.get(name)) !== namesOf(others.get(name)));
      console.log(`${what.padEnd(30)}${files.length - differing.length} of ${files.length}`);
      faults.push(...differing.map((name) => `${name} ${what}: other references`));
    } finally {
      rmSync(place, { recursive: true });
    }
  }
  return faults;
}

/** @param {Found[] | undefined} references */
function namesOf(references = []) {
  return references.map(nameOf).sort().join('\n');
}

/** What the built command finds, by the file's name. @param {string[]} paths @returns {Promise<Map<string, Found[]>>} */
async function referencesIn(paths) {
  const { code, stdout, output } = await run(process.execPath, [program, 'references', '--json', ...paths], {
    quiet: true,
  });
  if (code !== 0) {
    console.error(output);
    process.exit(code);
  }
  /** @type {Found[]} */
  const list = JSON.parse(stdout);
  const byFile = new Map();
  for (const one of list) byFile.set(basename(one.file), [...(byFile.get(basename(one.file)) ?? []), one]);
  return byFile;
}
