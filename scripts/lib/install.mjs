// Gets what building and testing need and a fresh machine lacks. Each function does nothing when the thing is there.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cache, mustRun, prependPath, root, run, works } from './run.mjs';

const SOPS = 'github.com/getsops/sops/v3/cmd/sops@v3.13.3';
const CHROMIUM_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Installs the npm packages when those in node_modules are not the ones that the lock file names. */
export async function ensurePackages() {
  if (packagesMatchLock(root)) return;
  console.log('Installing the npm packages …');
  await mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** npm keeps a lock file of what it installed inside node_modules. @param {string} folder */
function packagesMatchLock(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = readLock(join(folder, 'package-lock.json'));
  const present = readLock(installed);
  return [...wanted].every(([path, { version, optional }]) => {
    // Optional packages are left out where they are for another system.
    return path === '' || optional === true || present.get(path)?.version === version;
  });
}

/** @param {string} file @returns {Map<string, { version?: string, optional?: boolean }>} */
function readLock(file) {
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages));
}

/** The VS Code of `npm start`, the integration tests and the UI tests. */
export async function ensureHost() {
  const folder = join(root, 'test', 'vscode-host');
  const marker = join(folder, 'node_modules', '.installed');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The VS Code host needs Linux on x64. Elsewhere, install the .vsix of `npm run package`.');
  }
  console.log('Installing VS Code, 800 MB (about a minute, once) …');
  await mustRun(process.execPath, [join(folder, 'install.mjs')]);
}

/** The Node-REDs of the tests and of `npm start`, and the Node.js 24 that the newest one needs. */
export async function ensureNodeRed() {
  const folder = join(root, 'test', 'node-red-host');
  if (packagesMatchLock(folder)) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The Node-RED host needs Linux on x64. Elsewhere, install the packages of dist/node-red in yours.');
  }
  console.log('Installing Node-RED 3.1, 4.1 and 5.0, 460 MB (half a minute, once) …');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun('npm', ['ci', ...options], { cwd: folder });
}

/** A browser for the tests. */
export async function ensureChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined ? existsSync(named) : CHROMIUM_PLACES.some((path) => existsSync(path))) return;
  await installDebianPackage('chromium');
}

/** `age-keygen`, for stores made without our own code. */
export async function ensureAge() {
  if (await works('age-keygen', '--version')) return;
  await installDebianPackage('age');
}

/** `rg`, which the bench compares with. */
export async function ensureRipgrep() {
  if (await works('rg', '--version')) return;
  await installDebianPackage('ripgrep');
}

/** The real `sops`: the one on the PATH, else built once into .cache/bin. */
export async function ensureSops() {
  const bin = join(cache, 'bin');
  prependPath(bin);
  if (await works('sops', '--disable-version-check', '--version')) return;
  process.env['PATH'] += `${delimiter}/usr/local/go/bin`;
  if (!(await works('go', 'version'))) throw new Error('Go is missing: it builds the real `sops` (https://go.dev/dl).');
  console.log('Building the real sops (about two minutes, once) …');
  await mustRun('go', ['install', SOPS], { env: { GOBIN: bin, GOFLAGS: '-trimpath' } });
}

/** @type {Promise<unknown>} One apt at a time: it holds a lock. */
let apt = Promise.resolve();

/** @param {string} name */
async function installDebianPackage(name) {
  const install = async () => {
    console.log(`Installing ${name} with apt-get …`);
    const root = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
    const [command, ...args] = [...root, 'apt-get', 'install', '--yes', '--no-install-recommends', name];
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if ((await run(command ?? '', args, { quiet: true, env })).code === 0) return;
    // The list of packages may be missing or old.
    await mustRun(root[0] ?? 'apt-get', root.length > 0 ? ['--non-interactive', 'apt-get', 'update'] : ['update']);
    await mustRun(command ?? '', args, { env });
  };
  const turn = apt.then(install, install);
  apt = turn.catch(() => undefined);
  await turn;
}
