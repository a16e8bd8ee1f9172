import { type Command } from './command.ts';
import { check } from './commands/check.ts';
import { credentialList } from './commands/credential-list.ts';
import { credentialRemove } from './commands/credential-remove.ts';
import { credentialRename } from './commands/credential-rename.ts';
import { credentialSet } from './commands/credential-set.ts';
import { diff } from './commands/diff.ts';
import { history } from './commands/history.ts';
import { doctor } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { init } from './commands/init.ts';
import { mergeDriver } from './commands/merge-driver.ts';
import { ownerAdd } from './commands/owner-add.ts';
import { ownerList } from './commands/owner-list.ts';
import { ownerRemove } from './commands/owner-remove.ts';
import { references } from './commands/references.ts';
import { resolveMerge } from './commands/resolve-merge.ts';
import { runtimeAdd } from './commands/runtime-add.ts';
import { runtimeList } from './commands/runtime-list.ts';
import { runtimeRemove } from './commands/runtime-remove.ts';
import { secretList } from './commands/secret-list.ts';
import { secretRemove } from './commands/secret-remove.ts';
import { secretRename } from './commands/secret-rename.ts';
import { secretRestore } from './commands/secret-restore.ts';
import { secretReveal } from './commands/secret-reveal.ts';
import { secretSet } from './commands/secret-set.ts';
import { spaceAdd } from './commands/space-add.ts';
import { spaceList } from './commands/space-list.ts';
import { spaceRemove } from './commands/space-remove.ts';
import { spaceRename } from './commands/space-rename.ts';
import { unused } from './commands/unused.ts';
import { usages } from './commands/usages.ts';

/** Every command, in the order in which help lists them. A new one is a new file and a line here. */
export const COMMANDS: readonly Command[] = [
  init,
  references,
  check,
  usages,
  unused,
  diff,
  spaceList,
  spaceAdd,
  spaceRename,
  spaceRemove,
  secretList,
  secretSet,
  secretRename,
  secretRemove,
  secretReveal,
  secretRestore,
  credentialList,
  credentialSet,
  credentialRename,
  credentialRemove,
  ownerList,
  ownerAdd,
  ownerRemove,
  runtimeList,
  runtimeAdd,
  runtimeRemove,
  history,
  importCommand,
  exportCommand,
  resolveMerge,
  mergeDriver,
  doctor,
];
