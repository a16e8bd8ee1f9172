// nrlint on the texts of a file, with its core rules and with all its rules; prints how long each round took.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { timesOfRounds } from '../rounds.mjs';

// Not `require`: its types would depend on whether the packages are installed.
const load = createRequire(import.meta.url);
const linter = load('nrlint/lib/linter.js');
const core = load('nrlint/lib/rules/index.js');
const all = { ...core, ...load('nrlint/lib/rules/function-eslint/index.js') };
linter.init({ resolveRule: (/** @type {string} */ name) => all[name] });
/** @type {string[]} */
const texts = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** @param {object} rules */
function times(rules) {
  const config = { rules: Object.fromEntries(Object.keys(rules).map((name) => [name, true])) };
  return timesOfRounds(() => {
    for (const text of texts) linter.lint(JSON.parse(text), config);
  });
}

void (async () => {
  const result = { core: await times(core), all: await times(all) };
  console.log(`\n${JSON.stringify(result)}`);
})();
