import { acceptState } from './accept-state.ts';
import { addCredential } from './add-credential.ts';
import { addMissing } from './add-missing.ts';
import { addOwner } from './add-owner.ts';
import { addRuntime } from './add-runtime.ts';
import { addSecret } from './add-secret.ts';
import { addSpace } from './add-space.ts';
import { bindFile } from './bind-file.ts';
import { type Command } from './command.ts';
import { compareSpaces } from './compare-spaces.ts';
import { copyMyPublicKey } from './copy-my-public-key.ts';
import { copyReference } from './copy-reference.ts';
import { copyValue } from './copy-value.ts';
import { createStore } from './create-store.ts';
import { deleteCredential } from './delete-credential.ts';
import { deleteSecret } from './delete-secret.ts';
import { deleteSpace } from './delete-space.ts';
import { editCode } from './edit-code.ts';
import { editCredential } from './edit-credential.ts';
import { editSecret } from './edit-secret.ts';
import { exportIdentity } from './export-identity.ts';
import { exportSecrets } from './export-secrets.ts';
import { extractSecret } from './extract-secret.ts';
import { findUsages } from './find-usages.ts';
import { type CommandId } from './ids.ts';
import { importIdentity } from './import-identity.ts';
import { lock } from './lock.ts';
import { importSecrets } from './import-secrets.ts';
import { openConfig } from './open-config.ts';
import { openSpaceFile } from './open-space-file.ts';
import { refresh } from './refresh.ts';
import { removeOwner } from './remove-owner.ts';
import { removeRuntime } from './remove-runtime.ts';
import { renameSpace } from './rename-space.ts';
import { renameCredential, renameSecret, renameSymbol } from './rename-symbol.ts';
import { resolveMerge } from './resolve-merge.ts';
import { restoreSecret } from './restore-secret.ts';
import { copySelected, deleteSelected, renameSelected } from './selected.ts';
import { showHistory } from './show-history.ts';
import { showLog } from './show-log.ts';
import { showUnused } from './show-unused.ts';
import { unlock } from './unlock.ts';

/** What each command runs. The type holds it to the list of ids, and a test holds that to package.json. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = {
  'flowSecrets.addSpace': addSpace,
  'flowSecrets.renameSpace': renameSpace,
  'flowSecrets.deleteSpace': deleteSpace,
  'flowSecrets.addSecret': addSecret,
  'flowSecrets.editSecret': editSecret,
  'flowSecrets.renameSecret': renameSecret,
  'flowSecrets.deleteSecret': deleteSecret,
  'flowSecrets.addCredential': addCredential,
  'flowSecrets.editCredential': editCredential,
  'flowSecrets.renameCredential': renameCredential,
  'flowSecrets.deleteCredential': deleteCredential,
  'flowSecrets.findUsages': findUsages,
  'flowSecrets.renameSymbol': renameSymbol,
  'flowSecrets.copyReference': copyReference,
  'flowSecrets.copyValue': copyValue,
  'flowSecrets.extractSecret': extractSecret,
  'flowSecrets.refresh': refresh,
  'flowSecrets.bindFile': bindFile,
  'flowSecrets.addRuntime': addRuntime,
  'flowSecrets.addOwner': addOwner,
  'flowSecrets.removeOwner': removeOwner,
  'flowSecrets.removeRuntime': removeRuntime,
  'flowSecrets.acceptState': acceptState,
  'flowSecrets.resolveMerge': resolveMerge,
  'flowSecrets.showHistory': showHistory,
  'flowSecrets.restoreSecret': restoreSecret,
  'flowSecrets.importSecrets': importSecrets,
  'flowSecrets.exportSecrets': exportSecrets,
  'flowSecrets.copyMyPublicKey': copyMyPublicKey,
  'flowSecrets.exportIdentity': exportIdentity,
  'flowSecrets.importIdentity': importIdentity,
  'flowSecrets.lock': lock,
  'flowSecrets.unlock': unlock,
  'flowSecrets.createStore': createStore,
  'flowSecrets.addMissing': addMissing,
  'flowSecrets.editCode': editCode,
  'flowSecrets.openConfig': openConfig,
  'flowSecrets.openSpaceFile': openSpaceFile,
  'flowSecrets.compareSpaces': compareSpaces,
  'flowSecrets.showUnused': showUnused,
  'flowSecrets.showLog': showLog,
  'flowSecrets.deleteSelected': deleteSelected,
  'flowSecrets.renameSelected': renameSelected,
  'flowSecrets.copySelected': copySelected,
};
