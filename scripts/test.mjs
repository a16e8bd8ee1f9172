// npm test: gets what it needs, runs every suite, ends with one line of counts. `npm test -- --only mocha,ui` runs those.
import { parseArgs } from 'node:util';
import { ensureAge, ensureChromium, ensureHost, ensureNodeRed, ensurePackages, ensureSops } from './lib/install.mjs';
import { stopRunning } from './lib/run.mjs';
import { SUITES } from './lib/suites.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const strict = process.env['CI'] === 'true';
const only = values.only?.split(',');
const suites = SUITES.filter(
  ({ name }) => only === undefined || only.includes(name) || only.includes(name.split('-')[0] ?? ''),
);
if (suites.length === 0) {
  console.error(`No such suite. There are: ${SUITES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    stopRunning();
    process.exit(130);
  });
}

/** @type {Record<import('./lib/suites.mjs').Need, () => Promise<void>>} */
const INSTALLERS = {
  host: ensureHost,
  chromium: ensureChromium,
  sops: ensureSops,
  age: ensureAge,
  nodeRed: ensureNodeRed,
};

/** Installs what the suites need, all at once; resolves to what is missing, with the reason. */
async function install() {
  await ensurePackages();
  /** @type {Map<import('./lib/suites.mjs').Need, string>} */
  const missing = new Map();
  const needs = new Set(suites.flatMap((suite) => suite.needs ?? []));
  await Promise.all(
    [...needs].map(async (need) => {
      try {
        await INSTALLERS[need]();
      } catch (error) {
        missing.set(need, error instanceof Error ? error.message : String(error));
      }
    }),
  );
  for (const [need, reason] of missing) console.error(`\n${need} is missing. ${reason}`);
  return missing;
}

const missing = await install();
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const summary = [];
/** @type {string[]} */
const reports = [];
for (const suite of suites) {
  const lacking = (suite.needs ?? []).filter((need) => missing.has(need));
  // The plain tests say themselves what they leave out without sops.
  if (lacking.length > 0 && suite.name !== 'mocha') {
    if (strict) total.failed += 1;
    summary.push(`${suite.name.padEnd(12)} ${strict ? 'FAILED' : 'skipped'}: no ${lacking.join(', ')} here`);
    continue;
  }
  console.log(`\n── ${suite.name}`);
  const started = Date.now();
  const { passed, failed, report } = await suite.run();
  if (report !== undefined) reports.push(`── what failed in ${suite.name}\n${report}\n`);
  total.passed += passed;
  total.failed += failed;
  const seconds = Math.round((Date.now() - started) / 1000);
  summary.push(`${suite.name.padEnd(12)} ${passed} passed, ${failed} failed (${seconds} s)`);
}
if (reports.length > 0) console.log(`\n${reports.join('\n')}`);
console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
