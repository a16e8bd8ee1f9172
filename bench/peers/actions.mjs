// `validate` of @actions/languageservice on one workflow whose secrets are all there; prints how long each round took.
import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { clearCache } from '@actions/languageservice/utils/workflow-cache';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { timesOfRounds } from '../rounds.mjs';

const [, , file = '', names = '[]'] = process.argv;
const text = readFileSync(file, 'utf8');
/** @typedef {{ get(name: string): unknown, add(name: string, value: unknown): void }} Dictionary */
/** The secrets of the repository, once they are asked for. @type {Dictionary | undefined} */
let secrets;

/** @param {string} name @param {Dictionary} known */
function getContext(name, known) {
  if (name !== 'secrets') return Promise.resolve(undefined);
  if (secrets === undefined) {
    secrets = known;
    const value = known.get('GITHUB_TOKEN');
    for (const key of JSON.parse(names)) secrets.add(key, value);
  }
  return Promise.resolve(secrets);
}

let version = 0;
let findings = 0;

async function round() {
  const document = TextDocument.create('file:///.github/workflows/bench.yml', 'yaml', version++, text);
  findings += (await validate(document, { contextProviderConfig: { getContext } })).length;
}

void timesOfRounds(round, clearCache).then((times) => {
  if (findings > 0) throw new Error('All secrets are there, but @actions/languageservice says that some are not.');
  console.log(JSON.stringify(times));
});
