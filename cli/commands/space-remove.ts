import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { guardOf } from '../guard.ts';
import { CHANGE_OPTIONS, openStore, projectIn } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const spaceRemove: Command = {
  name: 'space remove',
  parameters: 'NAME',
  summary: 'remove a space that no flow uses a secret of',
  details: ['It is refused while anything uses one of its secrets: remove the references first.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space] = wordsOf(positionals, spaceRemove, ['NAME']);
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const store = await openStore(project, values, terminal);
  const secrets = (await store.catalog()).spaces.find((one) => one.space === space)?.secrets ?? [];
  const keys = secrets.map(({ key }) => key);
  const target = { kind: 'space', root: project.root, space, keys } as const;
  await store.removeSpace(space, guardOf(opened, target, `The space ${space}`));
  tellChange({ space, changed: true }, `Removed the space ${space}.`, values, terminal);
  return FINE;
}
