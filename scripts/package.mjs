// npm run package: the minified build, packed as one .vsix for every system (flow-secrets.vsix) and as palette modules for
// Node-RED (dist/node-red/*.tgz).
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './lib/install.mjs';
import { lazyEntries } from './lib/lazy-packages.mjs';
import { packNodeRed } from './lib/node-red-packages.mjs';
import { mustRun, root, run } from './lib/run.mjs';

const LIMIT_BYTES = 1_000_000;
/** Everything that the .vsix may hold; .vscodeignore says what goes in, this looks at what came out. */
const ALLOWED = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^flow-secrets\.schema\.json$/,
  /^dist\/((extension|flow-secrets-language-server(-\w+)?)\.cjs|THIRD-PARTY-NOTICES\.txt)$/,
  new RegExp(`^dist/(${Object.keys(lazyEntries).join('|')})\\.cjs$`),
  /^l10n\/[\w.-]+\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^node_modules\/flow-secrets-function-types\/(package\.json|plugin\.cjs|function-node\.d\.ts)$/,
  /^media\/[\w./-]+\.(svg|png|css|js|md)$/,
];

await ensurePackages();
await mustRun(process.execPath, ['esbuild.mjs', '--minify']);
const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
const vsix = join(root, 'flow-secrets.vsix');
// There is no public address yet that the README's relative links could be made absolute with.
const options = ['--allow-missing-repository', '--no-rewrite-relative-links'];
await mustRun(process.execPath, [vsce, 'package', ...options, '--out', vsix]);

const { stdout } = await run(process.execPath, [vsce, 'ls'], { quiet: true });
const files = stdout.trim().split('\n');
await packNodeRed({ minify: true });
const strange = files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
const { size } = statSync(vsix);
console.log(`${files.join('\n')}\n\nflow-secrets.vsix: ${files.length} files, ${Math.round(size / 1000)} kB`);
if (strange.length > 0) console.error(`Not to be shipped: ${strange.join(', ')}`);
if (size >= LIMIT_BYTES) console.error(`The .vsix must stay under ${LIMIT_BYTES / 1000} kB.`);
if (strange.length > 0 || size >= LIMIT_BYTES) process.exitCode = 1;
