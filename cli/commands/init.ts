import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createIdentity } from '../../store/identity/identity.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { addToSopsKeysFile } from '../../store/identity/save-identity.ts';
import { sopsKeysFile } from '../../store/identity/user-folders.ts';
import { type Command, FINE, type OptionValues, Refusal, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';

export const init: Command = {
  name: 'init',
  parameters: '[--root DIR]',
  summary: 'create flow-secrets.json and the folder of the store, and an identity if you have none',
  details: ['A folder of --root that is not there is made. What is there already stays as it is.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  wordsOf(positionals, init, []);
  const root = resolve(terminal.cwd, typeof values['root'] === 'string' ? values['root'] : '.');
  await mkdir(root, { recursive: true });
  const made = await ensureIdentity(terminal);
  const { project, store } = await openProjectStore({ ...values, root }, terminal);
  await store.create();
  const { storeFolder } = project;
  const identity = made === undefined ? '' : ` Your new identity (a private key) is in ${made}: keep a copy of it.`;
  const line = `The store is ${storeFolder}.${identity}`;
  tellChange({ root, folder: storeFolder, ...(made !== undefined && { identity: made }) }, line, values, terminal);
  return FINE;
}

/** @returns the file that a new identity was written to; undefined where there is one already */
async function ensureIdentity({ input: { user } }: Terminal): Promise<string | undefined> {
  const { identities, locked, problems } = await loadIdentities(user);
  if (identities.length > 0 || locked.length > 0) return undefined;
  // A source that is set but can't be used is to be mended, not worked around.
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  return addToSopsKeysFile(user, await createIdentity(sopsKeysFile(user)));
}
