import * as vscode from 'vscode';
import { workspaceFolder } from './editor.ts';
import { Person } from './person.ts';

export const DEV = 'Newsroom - Ingest - DEV';
export const PROD = 'Newsroom - Ingest - PROD';
/** The spaces of the example. */
const SPACES = [DEV, PROD, 'Newsroom - Ingest - STAGING'];

/** Says that the spaces are as they should be, after their files were put back: an Owner is warned of an older version. */
export async function acceptSpaces(): Promise<void> {
  await vscode.commands.executeCommand('flowSecrets.refresh');
  const person = new Person();
  person.onQuestion = () => 'Accept';
  try {
    for (const space of SPACES)
      await vscode.commands.executeCommand('flowSecrets.acceptState', { root: workspaceFolder(), space });
  } finally {
    person.leave();
  }
}
