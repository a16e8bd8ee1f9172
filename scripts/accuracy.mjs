// npm run accuracy: precision and recall of `flow-secrets references` on the labelled flow files of ../shared/corpus.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './lib/run.mjs';

const labels = join(root, '..', 'shared', 'corpus', 'labels');
const score = join(root, '..', 'shared', 'accept', 'score.mjs');
const program = join(root, 'dist', 'flow-secrets.js');

if (!existsSync(labels)) {
  console.error(
    'The labelled flow files (../shared/corpus/labels) are not here; `npm test` scores its own subset of them.',
  );
  process.exit(2);
}
if (!existsSync(program)) await run('npm', ['run', '--silent', 'build']);
const files = readdirSync(labels).filter((name) => name.endsWith('.json') && !name.endsWith('.want.json'));
const paths = files.map((name) => join(labels, name));
const { code, stdout, output } = await run(process.execPath, [program, 'references', '--json', ...paths], {
  quiet: true,
});
if (code !== 0) {
  console.error(output);
  process.exit(code);
}
process.exitCode = (await run(process.execPath, [score, labels], { input: stdout })).code;
