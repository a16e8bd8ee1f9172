import { type Node } from 'jsonc-parser';
import { faultOfGlob } from './bindings.ts';
import { type Binding, type Config, CONFIG_FILE, DEFAULT_FOLDER, type Runtime } from './config.ts';
import {
  ConfigProblem,
  itemsOf,
  membersOf,
  parseJsonc,
  stringOf,
  stringsOf,
  withoutByteOrderMark,
} from './json-text.ts';
import { ruleChoicesOf } from './rule-choices.ts';

/** What holds where there is no flow-secrets.json. */
export const DEFAULT_CONFIG: Config = {
  store: { kind: 'files', folder: DEFAULT_FOLDER },
  owners: [],
  runtimes: [],
  rules: [],
};

/**
 * Reads the text of `flow-secrets.json`: JSON with comments and trailing commas, everything optional, unknown
 * properties tolerated (newer versions may write them). Never throws.
 * @returns the configuration with defaults filled in, or why it can't be used, for people, naming the property
 */
export function readConfig(text: string): { readonly config: Config } | { readonly problem: string } {
  try {
    return { config: configOf(text) };
  } catch (error) {
    if (error instanceof ConfigProblem) return { problem: `${CONFIG_FILE}: ${error.message}` };
    throw error;
  }
}

const UNMERGED =
  'It holds the conflict markers of a git merge. Keep the lines of both sides, so that nobody is lost who was added, and take the markers out.';

function configOf(text: string): Config {
  const json = withoutByteOrderMark(text);
  if (/^<<<<<<< /m.test(json) && /^>>>>>>> /m.test(json)) throw new ConfigProblem(UNMERGED);
  const members = membersOf(parseJsonc(json), 'The file');
  const bindings = members.get('bindings');
  return {
    store: storeOf(members.get('store')),
    ...(bindings && { bindings: itemsOf(bindings, 'bindings').map(bindingOf) }),
    owners: ownersOf(members.get('owners')),
    runtimes: runtimesOf(members.get('runtimes')),
    rules: ruleChoicesOf(members.get('rules'), text, text.length - json.length),
  };
}

function storeOf(node: Node | undefined): Config['store'] {
  if (!node) return DEFAULT_CONFIG.store;
  const members = membersOf(node, 'store');
  const kindNode = members.get('kind');
  const kind = kindNode ? stringOf(kindNode, 'store.kind') : 'files';
  if (kind !== 'files' && kind !== 'openbao') {
    throw new ConfigProblem(`store.kind must be "files" or "openbao", not ${JSON.stringify(kind)}.`);
  }
  const folderNode = members.get('folder');
  return { kind, folder: folderNode ? folderOf(stringOf(folderNode, 'store.folder')) : DEFAULT_FOLDER };
}

/** The store's folder lies inside the folder of flow-secrets.json (links are looked at where the disk is known). */
function folderOf(folder: string): string {
  const segments = folder
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment, index) => index === 0 || (segment !== '' && segment !== '.'));
  const inside = segments[0] === '.' ? segments.slice(1) : segments;
  const outside = inside[0] === '' || /^[a-z]:/i.test(inside[0] ?? '') || inside.includes('..') || inside.length === 0;
  if (outside) {
    throw new ConfigProblem(
      `store.folder must be a folder inside the one of ${CONFIG_FILE}, such as "${DEFAULT_FOLDER}", not ${JSON.stringify(folder)}.`,
    );
  }
  return inside.join('/');
}

function bindingOf(node: Node, index: number): Binding {
  const where = `bindings[${index}]`;
  const members = membersOf(node, where);
  const files = members.get('files');
  const spaces = members.get('spaces');
  if (!files) throw new ConfigProblem(`${where} needs "files": a list of globs.`);
  if (!spaces) throw new ConfigProblem(`${where} needs "spaces": a list of names of spaces.`);
  return { files: globsOf(files, `${where}.files`), spaces: stringsOf(spaces, `${where}.spaces`) };
}

function globsOf(node: Node, where: string): readonly string[] {
  const globs = stringsOf(node, where);
  globs.forEach((glob, index) => {
    const fault = faultOfGlob(glob);
    if (fault !== undefined) throw new ConfigProblem(`${where}[${index}] ${fault}: write it more simply.`);
  });
  return globs;
}

function ownersOf(node: Node | undefined): Config['owners'] {
  if (!node) return [];
  return [...membersOf(node, 'owners')].map(([name, value]) => [name, keyOf(value, `owners[${JSON.stringify(name)}]`)]);
}

function runtimesOf(node: Node | undefined): readonly Runtime[] {
  if (!node) return [];
  return [...membersOf(node, 'runtimes')].map(([name, value]) => {
    const where = `runtimes[${JSON.stringify(name)}]`;
    const members = membersOf(value, where);
    const key = members.get('key');
    const spaces = members.get('spaces');
    if (!key) throw new ConfigProblem(`${where} needs "key": the runtime's public key, which begins with age1.`);
    return { name, key: keyOf(key, `${where}.key`), spaces: spaces ? stringsOf(spaces, `${where}.spaces`) : [] };
  });
}

/** A public key. A private one here would be a leak: say so without repeating it. */
function keyOf(node: Node, where: string): string {
  const key = stringOf(node, where).trim();
  if (/^age-secret-key-/i.test(key)) {
    throw new ConfigProblem(
      `${where} holds a PRIVATE key. Remove it, make a new one, and write the public key here (it begins with age1).`,
    );
  }
  if (!key.startsWith('age1')) throw new ConfigProblem(`${where} must be a public key that begins with age1.`);
  return key;
}
