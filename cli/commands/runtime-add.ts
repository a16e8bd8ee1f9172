import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isIgnored } from '../../store/git/ignored.ts';
import { createIdentity } from '../../store/identity/identity.ts';
import { saveIdentityFile } from '../../store/identity/save-identity.ts';
import { type Command, FINE, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { versionsOf, versionsText } from '../versions.ts';
import { tellChange, wordsOf } from '../words.ts';

export const runtimeAdd: Command = {
  name: 'runtime add',
  parameters: 'NAME --space SPACE … (--key age1… | --identity-file FILE)',
  summary: 'let a runtime (a Node-RED) open spaces, and what is sealed from now on',
  details: [
    '--identity-file makes a new identity and writes it there, for this user alone (mode 0600); it overwrites nothing.',
    'Credentials that were sealed before stay closed to it until their secret fields are entered again.',
  ],
  options: {
    ...CHANGE_OPTIONS,
    space: { type: 'string', multiple: true, value: 'SPACE', help: 'a space that it opens; may be repeated' },
    key: { type: 'string', value: 'age1…', help: 'its public key' },
    'identity-file': { type: 'string', value: 'FILE', help: 'where its new identity (a private key) is written' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name] = wordsOf(positionals, runtimeAdd, ['NAME']);
  const { space, key: given, 'identity-file': file } = values;
  const spaces = Array.isArray(space) ? [...new Set(space as readonly string[])] : [];
  if (spaces.length === 0) throw new UsageError('runtime add needs --space SPACE: the spaces that it opens.');
  if ((typeof given === 'string') === (typeof file === 'string')) {
    throw new UsageError('runtime add needs either --key age1… or --identity-file FILE.');
  }
  const { store } = await openProjectStore(values, terminal);
  const made = typeof file === 'string' ? resolve(terminal.cwd, file) : undefined;
  const key = made === undefined ? String(given) : await makeIdentity(made);
  try {
    await store.addRuntime({ name, key, spaces });
  } catch (error) {
    // The key of a runtime that was not added is nobody's.
    if (made !== undefined) await rm(made, { force: true });
    throw error;
  }
  const where = made === undefined ? '' : ` Its identity is in ${made}: take it to the runtime, and nowhere else.`;
  const versions = await versionsOf(store, spaces);
  const line = `Added the runtime ${name} (${key}) to ${versionsText(versions)}.${where}`;
  const facts = { name, key, spaces: versions, changed: true, ...(made !== undefined && { identity: made }) };
  tellChange(facts, line, values, terminal);
  if (made !== undefined && !(await isIgnored(made))) {
    terminal.err(
      `git does not ignore ${made}: take it away before you commit, or whoever reads the repository opens what it opens.`,
    );
  }
  return FINE;
}

async function makeIdentity(file: string): Promise<string> {
  const identity = await createIdentity(file);
  await saveIdentityFile(file, identity);
  return identity.recipient;
}
