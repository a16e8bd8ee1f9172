import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { guardOf } from '../guard.ts';
import { CHANGE_OPTIONS, openStore, projectIn } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const credentialRemove: Command = {
  name: 'credential remove',
  parameters: 'NAME',
  summary: 'remove an external credential that nothing uses',
  details: ['It is refused while anything uses it: remove the references first.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name] = wordsOf(positionals, credentialRemove, ['NAME']);
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const store = await openStore(project, values, terminal);
  const target = { kind: 'credential', root: project.root, name } as const;
  const { version } = await store.removeCredential(name, guardOf(opened, target, `The credential ${name}`));
  tellChange(
    { name, changed: true, version },
    `Removed the credential ${name} (version ${version}).`,
    values,
    terminal,
  );
  return FINE;
}
