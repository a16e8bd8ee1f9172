import { parseExpression, isDynamic } from '../../language/references/expression.ts';
import { checkNewKey } from '../../store/files/names.ts';
import { type FilesStore } from '../../store/files/files-store.ts';
import { type RenamePlan, type RenameTarget, type Target } from '../../workspace/api.ts';
import { type Command, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { RENAME_OPTIONS, renameEverywhere, type StoreSteps } from '../rename/rename.ts';
import { openStore, projectIn } from '../store.ts';
import { openWorkspace } from '../workspace.ts';

export const secretRename: Command = {
  name: 'secret rename',
  parameters: 'SPACE KEY NEW [--dry-run] [--json]',
  summary: 'rename a secret, or a name inside a JSON secret, and everything that refers to it',
  details: [
    'KEY may be a path: DB.auth.user NEW renames user. It is renamed in SPACE and in every space that shares flows with it;',
    'you must be an Owner of each. Interrupted, it goes on where it stopped when it is run again.',
  ],
  options: RENAME_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, name, to, ...more] = positionals;
  if (space === undefined || name === undefined || to === undefined || more.length > 0) {
    throw new UsageError(
      'secret rename needs a space, a KEY and its new name: flow-secrets secret rename SPACE KEY NEW.',
    );
  }
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const keys =
    opened.workspace.catalogOf(project)?.spaces.flatMap(({ secrets }) => secrets.map(({ key }) => key)) ?? [];
  const { key, path } = keys.includes(name) ? { key: name, path: [] } : placeOf(name);
  if (path.length === 0) checkNewKey(to);
  if ((path.at(-1) ?? key) === to) throw new UsageError('the new name is the old one.');
  const target: RenameTarget = { kind: 'secret', root: project.root, spaces: [space], key, path };
  const store = await openStore(project, values, terminal);
  return renameEverywhere(opened, target, to, (plan) => stepsOf(store, plan), values, terminal);
}

/** `DB.auth["user name"]` as flows write it below SECRETS. A name that is no path is a KEY. */
function placeOf(name: string): { readonly key: string; readonly path: readonly string[] } {
  const { parts } = parseExpression(name);
  const names = parts.flatMap((part) => (isDynamic(part) ? [] : [part.name]));
  const [key, ...path] = names;
  return key === undefined || names.length < parts.length ? { key: name, path: [] } : { key, path };
}

function stepsOf(store: FilesStore, { target, to, spaces }: RenamePlan): StoreSteps {
  const { root, key, path } = target;
  const renames = spaces.map((space) => ({ space, key, path, to }));
  return {
    prepare: async () => {
      for (const rename of renames) await store.checkRename(rename);
    },
    copy: async () => {
      for (const rename of renames) await store.copySecret(rename);
    },
    end: async (guardOf) => {
      const changed = [];
      for (const rename of renames) {
        const old: Target = { kind: 'secret', root, space: rename.space, key, path };
        const { version } = await store.endRename(rename, guardOf(old));
        changed.push({ space: rename.space, version });
      }
      return changed;
    },
  };
}
