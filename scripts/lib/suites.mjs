// What `npm test` runs, in order: what each suite needs, and how its output is counted.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root, run } from './run.mjs';

/** @typedef {{ passed: number, failed: number, report?: string }} Count report: what is to be read of a failure */
/** @typedef {'host' | 'chromium' | 'sops' | 'age' | 'nodeRed'} Need */
/** @typedef {{ name: string, needs?: Need[], run: () => Promise<Count> }} Suite */

const accept = join(root, '..', 'shared', 'accept');
const labels = join(root, '..', 'shared', 'corpus', 'labels');
const JOURNEY_SEEDS = ['1', '7', '42'];
/** Of a failed suite, repeated at the end: what CI keeps of a long output is its end. */
const REPORT_LINES = 80;

/** @type {Suite[]} */
export const SUITES = [
  { name: 'typecheck', run: check('npm', 'run', '--silent', 'typecheck') },
  { name: 'lint', run: check('npm', 'run', '--silent', 'lint') },
  { name: 'format', run: check('npm', 'run', '--silent', 'format:check') },
  { name: 'unused', run: check('npm', 'run', '--silent', 'unused') },
  { name: 'build', run: check('npm', 'run', '--silent', 'build') },
  { name: 'mocha', needs: ['sops', 'age'], run: counted('npx', 'mocha') },
  { name: 'syntaxes', needs: ['host'], run: counted('npm', 'run', '--silent', 'test:syntaxes') },
  { name: 'package', run: check('npm', 'run', '--silent', 'package') },
  {
    name: 'node-red',
    needs: ['nodeRed', 'sops', 'age'],
    run: counted('npm', 'run', '--silent', 'test:node-red'),
  },
  {
    name: 'node-red-ui',
    needs: ['nodeRed', 'chromium', 'sops', 'age'],
    run: counted('npm', 'run', '--silent', 'test:node-red-ui'),
  },
  {
    name: 'integration',
    needs: ['host', 'chromium', 'sops'],
    run: counted('npm', 'run', '--silent', 'test:integration'),
  },
  { name: 'ui', needs: ['host', 'nodeRed', 'chromium', 'sops'], run: counted('npm', 'run', '--silent', 'test:ui') },
  { name: 'start', needs: ['host', 'nodeRed'], run: check(process.execPath, 'scripts/start.mjs', '--check') },
  ...(existsSync(labels) ? [{ name: 'accuracy', run: check('npm', 'run', '--silent', 'accuracy') }] : []),
  ...(existsSync(accept)
    ? JOURNEY_SEEDS.map((seed) => ({
        name: `journey-${seed}`,
        needs: /** @type {Need[]} */ (['sops', 'age']),
        run: counted(process.execPath, join(accept, 'lsp', 'journey.mjs'), root, '--seed', seed),
      }))
    : []),
];

/** One check: it holds or it does not. @param {string} command @param {string[]} args */
function check(command, ...args) {
  return async () => {
    const { code, output } = await run(command, args);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, report: reportOf(output) };
  };
}

/**
 * A runner that prints its own counts. One that fails without naming a failed test (it could not start, say) counts as
 * one failure, and so does one that ran nothing.
 * @param {string} command
 * @param {string[]} args
 */
function counted(command, ...args) {
  return async () => {
    const { code, output: colored } = await run(command, args);
    const output = stripVTControlCharacters(colored);
    const passed = sumOf(output, /^\s*(\d+) (?:passing|passed)\b/gm);
    // Playwright lists what a failure kept from running.
    const failed = sumOf(output, /(?:^\s*|, )(\d+) (?:failing|failed|flaky|did not run|interrupted)\b/gm);
    const silent = failed === 0 && (code !== 0 || passed === 0);
    const count = { passed, failed: silent ? 1 : failed };
    return count.failed === 0 ? count : { ...count, report: reportOf(output) };
  };
}

/** What a failed suite says of its failures: Mocha's list of them from its start, else the end of all. @param {string} output */
function reportOf(output) {
  const lines = stripVTControlCharacters(output).trimEnd().split('\n');
  const failing = lines.findIndex((line) => /^\s*\d+ failing\b/.test(line));
  return (failing === -1 ? lines.slice(-REPORT_LINES) : lines.slice(failing, failing + REPORT_LINES)).join('\n');
}

/** @param {string} text @param {RegExp} pattern */
function sumOf(text, pattern) {
  return [...text.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
}
