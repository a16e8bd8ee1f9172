import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const PACKAGES = path.join(import.meta.dirname, '..', '..', 'dist', 'node-red');

/** The packed palette module of the plugin (`npm run package`), absolute. */
export function pluginTarball(): Promise<string> {
  return tarball(/^flow-secrets-node-red-\d.*\.tgz$/);
}

/** The packed palette module of the Secret Manager node (`npm run package`), absolute. */
export function classicTarball(): Promise<string> {
  return tarball(/^flow-secrets-node-red-secret-manager-\d.*\.tgz$/);
}

async function tarball(pattern: RegExp): Promise<string> {
  const names = await readdir(PACKAGES).catch(() => []);
  const name = names.find((one) => pattern.test(one));
  if (name === undefined) throw new Error(`There is no ${String(pattern)} in ${PACKAGES}: run npm run package first.`);
  return path.join(PACKAGES, name);
}

/** A user folder with these modules installed as users do it: `npm install <tgz>`. */
export async function userDirWith(
  ...modules: readonly string[]
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'flow-secrets-node-red-')));
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    '{ "name": "node-red-project", "private": true, "version": "0.0.1" }\n',
  );
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--offline', ...modules], { cwd: folder });
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
