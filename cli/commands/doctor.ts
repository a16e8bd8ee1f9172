import { nodeFileSystem } from '../../workspace/file-system.ts';
import { readProject } from '../../workspace/projects.ts';
import {
  type Command,
  FINDINGS,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
} from '../command.ts';
import { type Complaint, problem } from '../doctor/complaint.ts';
import { checkCreationRules, checkKeys } from '../doctor/configuration.ts';
import { checkCredentials } from '../doctor/credentials.ts';
import { checkGit } from '../doctor/git.ts';
import { checkIdentity } from '../doctor/identity.ts';
import { checkRuntimes } from '../doctor/runtimes.ts';
import { checkSpaces } from '../doctor/spaces.ts';
import { printJson } from '../entries.ts';
import { openStore } from '../store.ts';
import { wordsOf } from '../words.ts';
import { inWorkspace, openWorkspace, rootOf } from '../workspace.ts';

export const doctor: Command = {
  name: 'doctor',
  parameters: '[--json] [--accept SPACE]',
  summary: 'say what is wrong with a workspace, and how to mend it',
  details: [
    'The configuration, your identity, the spaces and who reads them, the runtimes, the credentials, git, and files that can not be read.',
    'Exit 1 when there is a problem; notes are no problems.',
  ],
  options: {
    json: JSON_OPTION,
    root: ROOT_OPTION,
    accept: { type: 'string', value: 'SPACE', help: 'you know how this space came to be as it is' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  wordsOf(positionals, doctor, []);
  const found = await examine(values, terminal);
  if (values['json'] === true) printJson(found, terminal);
  else {
    for (const { severity, about, message } of found) terminal.out(`${severity}: ${about}: ${message}`);
    if (found.length === 0) terminal.out('All is well.');
  }
  return found.some(({ severity }) => severity === 'problem') ? FINDINGS : FINE;
}

async function examine(values: OptionValues, terminal: Terminal): Promise<readonly Complaint[]> {
  const root = await rootOf(values, terminal);
  const project = await readProject(root, nodeFileSystem);
  const identity = await checkIdentity(terminal.input.user);
  if (project.problem !== undefined)
    return [problem('flow-secrets.json', project.problem.replace(/^flow-secrets\.json: /, '')), ...identity];
  // What loading says of identities is told above, once.
  const store = await openStore(project, values, { ...terminal, err: () => undefined });
  if (typeof values['accept'] === 'string') await store.acceptPresent(values['accept']);
  const { workspace } = await openWorkspace(values, terminal);
  const unreadable = workspace.unreadable().map(({ path, reason }) => problem(inWorkspace(root, path), reason));
  return [
    ...identity,
    ...checkKeys(project),
    ...(await checkCreationRules(project)),
    ...(await checkGit(project)),
    ...(await checkSpaces(project, store)),
    ...(await checkRuntimes(project, store)),
    ...(await checkCredentials(project, store)),
    ...unreadable,
  ];
}
