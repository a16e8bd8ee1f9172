import { mkdirSync, mkdtempSync, realpathSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a secret is in a space: a text, or the tree of a JSON secret. Lists of pairs hold any name, in any order. */
type Leaf = 'text' | 'null';
type Tree = Leaf | readonly Tree[] | { readonly [name: string]: Tree } | Map<string, Tree>;

/** A workspace folder of its own, removed by `dispose`. */
export interface TestWorkspace {
  readonly root: string;
  path(file: string): string;
  write(file: string, content: string): string;
  /** Returns the path that is gone. */
  remove(file: string): string;
  /** Writes a space file as `sops` would, but with sealed-looking rubbish for values. */
  space(name: string, secrets: Tree, more?: object): string;
  config(config: object): string;
  credentials(credentials: object): string;
  dispose(): void;
}

export function makeWorkspace(): TestWorkspace {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'flow-secrets-test '));
  const path = (file: string) => join(root, file);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
    return path(file);
  };
  return {
    root,
    path,
    write,
    remove: (file) => {
      unlinkSync(path(file));
      return path(file);
    },
    space: (name, secrets, more) =>
      write(`secrets/${name.toLowerCase().replace(/\W+/g, '-')}.space.json`, spaceText(name, secrets, more)),
    config: (config) => write('flow-secrets.json', JSON.stringify(config, null, 2)),
    credentials: (credentials) =>
      write('secrets/credentials.json', JSON.stringify({ version: 1, credentials }, null, 2)),
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const AT = '2026-11-20T09:30:00Z';

function spaceText(space: string, secrets: Tree, more: object = {}): string {
  const head = JSON.stringify({ space, version: 12, created_at: AT, updated_at: AT, ...more }, null, 2).slice(0, -2);
  const sops = { age: [], lastmodified: AT, mac: sealed('mac'), encrypted_regex: '^secrets$', version: '3.13.0' };
  return `${head},\n  "secrets": ${treeText(secrets)},\n  "sops": ${JSON.stringify(sops)}\n}\n`;
}

function treeText(tree: Tree): string {
  if (tree === 'null') return 'null';
  if (tree === 'text') return JSON.stringify(sealed('str'));
  if (isList(tree)) return `[${tree.map(treeText).join(', ')}]`;
  const members = tree instanceof Map ? [...tree] : Object.entries(tree);
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${treeText(value)}`).join(', ')}}`;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

let count = 0;

function sealed(type: string): string {
  const data = Buffer.from(`never a value ${count++}`).toString('base64');
  return `ENC[AES256_GCM,data:${data},iv:AAAA,tag:AAAA,type:${type}]`;
}
