import {
  type Command,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { printJson } from '../entries.ts';
import { openStore, projectIn } from '../store.ts';
import { wordsOf } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const credentialList: Command = {
  name: 'credential list',
  parameters: '[--json]',
  summary: 'list the external credentials, with their plain fields and their uses',
  details: ['Sealed fields are named only: nobody can read them back.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  wordsOf(positionals, credentialList, []);
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const store = await openStore(project, values, terminal);
  const { credentials } = await store.catalog();
  const { problem } = credentials;
  if (credentials.source !== undefined && problem !== undefined) throw new UsageError(problem);
  const uses = new Map(opened.workspace.counts(project.root).credentials);
  const details = await Promise.all(credentials.credentials.map(({ name }) => store.credential(name)));
  const rows = details.flatMap((one) => {
    if (!one) return [];
    const { name, type, createdAt, updatedAt, fields, sealed } = one;
    const plain = Object.fromEntries(fields);
    const names = sealed.map((field) => field.name);
    const times = { created_at: createdAt, updated_at: updatedAt };
    return [{ name, type, ...times, fields: plain, sealed: names, uses: uses.get(name) ?? 0 }];
  });
  if (values['json'] === true) printJson(rows, terminal);
  else {
    for (const { name, type, fields, sealed, uses: count } of rows) {
      const plain = Object.entries(fields).map(([field, value]) => `${field}=${value}`);
      terminal.out(
        `${name}: ${[type, ...plain, ...sealed.map((field) => `${field} (sealed)`)].join(', ')}, ${count} uses`,
      );
    }
  }
  return FINE;
}
