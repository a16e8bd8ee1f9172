import { type SealedValues, type Store } from '../../store/store.ts';
import { faultOfName } from '../../store/files/names.ts';
import { type RenameTarget, type Target } from '../../workspace/api.ts';
import { type Command, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { RENAME_OPTIONS, renameEverywhere, type StoreSteps } from '../rename/rename.ts';
import { sealedValues } from '../sealed-values.ts';
import { openStore, projectIn } from '../store.ts';
import { openWorkspace } from '../workspace.ts';

export const credentialRename: Command = {
  name: 'credential rename',
  parameters: 'NAME NEW [--field FIELD] [--dry-run] [--json]',
  summary: 'rename an external credential, or a field of a custom one, and everything that refers to it',
  details: [
    'Its sealed fields are bound to its name, so their values are needed again: as one JSON object on standard input, or',
    'typed at a prompt that shows nothing. Interrupted, it goes on where it stopped when it is run again.',
  ],
  options: {
    ...RENAME_OPTIONS,
    field: { type: 'string', value: 'FIELD', help: 'NEW is the new name of this field of a custom credential' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name, to, ...more] = positionals;
  if (name === undefined || to === undefined || more.length > 0) {
    throw new UsageError('credential rename needs a name and the new one: flow-secrets credential rename NAME NEW.');
  }
  const { field } = values;
  const path = typeof field === 'string' ? [field] : [];
  if ((path[0] ?? name) === to) throw new UsageError('the new name is the old one.');
  if (faultOfName(to) !== undefined) {
    const what = path.length === 0 ? 'credential' : 'field';
    throw new UsageError(`${JSON.stringify(to)} can't be the name of a ${what}.`);
  }
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const target: RenameTarget = { kind: 'credential', root: project.root, spaces: [], key: name, path };
  const store = await openStore(project, values, terminal);
  return renameEverywhere(opened, target, to, () => stepsOf(store, target, to, terminal), values, terminal);
}

function stepsOf(store: Store, { root, key: name, path }: RenameTarget, to: string, terminal: Terminal): StoreSteps {
  const [field] = path;
  const rename = { name, to, ...(field !== undefined && { field }) };
  const old: Target = { kind: 'credential', root, name, path };
  let sealed: SealedValues = [];
  return {
    prepare: async () => {
      sealed = await sealedValues(await store.credentialRenameNeeds(rename), terminal);
    },
    copy: async () => {
      await store.copyCredential(rename, sealed);
    },
    end: async (guardOf) => {
      const { version } = await store.endCredentialRename(rename, sealed, guardOf(old));
      return [{ version }];
    },
  };
}
