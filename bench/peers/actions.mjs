// `validate` of @actions/languageservice on one workflow; prints how long each round took.
import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { clearCache } from '@actions/languageservice/utils/workflow-cache';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** @param {string} text @param {number} runs */
async function times(text, runs) {
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < runs; i++) {
    clearCache();
    const document = TextDocument.create('file:///.github/workflows/bench.yml', 'yaml', i, text);
    const began = performance.now();
    await validate(document);
    times.push(performance.now() - began);
  }
  return times;
}

void times(readFileSync(process.argv[2] ?? '', 'utf8'), 15).then((all) => {
  console.log(JSON.stringify(all));
});
