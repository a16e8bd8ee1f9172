import { dirname, extname, resolve } from 'node:path';
import { isIgnored, whyGitIsSilent } from '../../store/git/ignored.ts';
import { saveExport } from '../../store/transfer/save-export.ts';
import { writeExport } from '../../store/transfer/write-export.ts';
import {
  type Command,
  FINE,
  JSON_OPTION,
  type OptionValues,
  Refusal,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { askYes, openProjectStore } from '../store.ts';
import { secretsText, wordsOf } from '../words.ts';
import { statOf } from '../workspace.ts';

export const exportCommand: Command = {
  name: 'export',
  parameters: 'SPACE FILE [--yes]',
  summary: 'write the values of a space IN CLEAR to a .env or .json file that git ignores',
  details: [
    'The ending of FILE says the format. It is refused where git does not ignore the file, and overwrites nothing.',
    'You confirm it at a terminal, or with --yes. Delete the file when you are done with it.',
  ],
  options: {
    json: JSON_OPTION,
    root: ROOT_OPTION,
    yes: { type: 'boolean', help: 'yes, write the values in clear' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, name] = wordsOf(positionals, exportCommand, ['SPACE', 'FILE']);
  const file = resolve(terminal.cwd, name);
  if ((await statOf(dirname(file))) === undefined) {
    throw new UsageError(`there is no folder ${dirname(file)}: make it first.`);
  }
  const { store } = await openProjectStore(values, terminal);
  if (!(await isIgnored(file))) {
    const why = await whyGitIsSilent(dirname(file));
    if (why !== undefined)
      throw new Refusal(`Nobody knows whether git ignores ${file}, so nothing was written. ${why}`);
    throw new Refusal(
      `git does not ignore ${file}, so the values would end up in the repository. Add it to .gitignore first.`,
    );
  }
  const secrets = await store.exportSecrets(space);
  const text = writeExport(secrets, extname(file) === '.json' ? 'json' : 'env');
  const question = `Write the values of ${secretsText(secrets.length)} of ${space} in clear to ${file}?`;
  if (values['yes'] !== true && !(await askYes(question, terminal))) {
    throw new Refusal('Nothing was written. Repeat with --yes to write the values in clear.');
  }
  await saveExport(file, text);
  if (values['json'] === true) terminal.out(JSON.stringify({ space, file, secrets: secrets.length }));
  terminal.err(
    `${file} holds the values of ${secretsText(secrets.length)} in clear: delete it when you are done with it.`,
  );
  return FINE;
}
