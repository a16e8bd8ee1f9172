import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  const extension = vscode.extensions.getExtension('flow-secrets.flow-secrets');

  it('activates in a folder of flow files', async () => {
    ok(extension);
    await extension.activate();
    equal(extension.isActive, true);
  });

  it('has registered every command that the manifest names', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension?.packageJSON as Manifest;
    deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
