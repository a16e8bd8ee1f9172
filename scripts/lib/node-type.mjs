// Writes the type of the classic node into its pages: Node-RED finds it there by text, so no script can set it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run.mjs';

/** Replaces {{SECRET_MANAGER}} in all pages of a folder. @param {string} folder */
export async function fillNodeType(folder) {
  const type = await nodeType();
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.html')) continue;
    const page = join(folder, name);
    await writeFile(page, (await readFile(page, 'utf8')).replaceAll('{{SECRET_MANAGER}}', type));
  }
}

/** The constant of language/secret-manager.ts. @returns {Promise<string>} */
async function nodeType() {
  const entry = join(root, 'language', 'secret-manager.ts');
  const { outputFiles } = await build({ entryPoints: [entry], format: 'esm', write: false, logLevel: 'warning' });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} gave nothing.`);
  const module = await import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
  return module.SECRET_MANAGER;
}
