import { type SpaceRole } from '../../store/store.ts';
import { type Command, FINE, JSON_OPTION, type OptionValues, ROOT_OPTION, type Terminal, WRONG } from '../command.ts';
import { printJson } from '../entries.ts';
import { openProjectStore } from '../store.ts';
import { secretsText, withAccept, wordsOf } from '../words.ts';
import { inWorkspace } from '../workspace.ts';

export const spaceList: Command = {
  name: 'space list',
  parameters: '[--json]',
  summary: 'list the spaces, with their versions and what you are to them',
  details: [
    'Broken space files, and spaces that were changed without their key, go to stderr; the exit code is 2 then.',
  ],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  wordsOf(positionals, spaceList, []);
  const { project, store } = await openProjectStore(values, terminal);
  const { spaces, broken, problem } = await store.catalog();
  const roles = await store.roles();
  const rows = spaces.map(({ space, source, version, createdAt, updatedAt, secrets }) => ({
    space,
    file: inWorkspace(project.root, source),
    version,
    created_at: createdAt,
    updated_at: updatedAt,
    role: roles.get(space)?.role ?? 'names',
    secrets: secrets.length,
  }));
  if (values['json'] === true) printJson(rows, terminal);
  else {
    const bySops = new Set(spaces.filter(({ changedBySops }) => changedBySops).map(({ space }) => space));
    for (const { space, version, updated_at, role, secrets } of rows) {
      const sops = bySops.has(space) ? ', changed by sops since' : '';
      terminal.out(`${space}: version ${version}, updated ${updated_at}, ${role}, ${secretsText(secrets)}${sops}`);
    }
  }
  if (spaces.length === 0 && broken.length === 0 && problem !== undefined) terminal.err(problem);
  for (const file of broken) terminal.err(`${inWorkspace(project.root, file.source)}: ${file.problem}`);
  for (const [space, access] of roles) tellRole(space, access, terminal);
  const isTampered = [...roles.values()].some(({ code }) => code === 'tampered');
  return broken.length > 0 || isTampered ? WRONG : FINE;
}

/** Says what the row does not: how the space came, or why it does not open for who has a key. */
function tellRole(space: string, { code, reason = '', warning, note }: SpaceRole, { err }: Terminal): void {
  const news = warning ?? note;
  if (news !== undefined) err(withAccept(news, space));
  if (code === 'tampered' || code === 'broken') err(`${space}: ${reason}`);
}
