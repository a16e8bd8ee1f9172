import { type Runtime } from '../../config/config.ts';
import { isPrivateKey, isRecipient, recipientFault } from '../identity/identity.ts';
import { type Change, StoreError } from '../store.ts';
import { changeSpace } from './change-space.ts';
import { withoutReader } from './readers.ts';
import { forgetReader } from './clear-part.ts';
import { openSpace, type OpenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/**
 * Lets somebody read a space, its present values too (Store.addOwner). The key was given by the user in this very
 * command, which confirms it.
 */
export async function addOwner(context: StoreContext, space: string, recipient: string): Promise<Change> {
  if (!isRecipient(recipient)) throw new StoreError('bad-value', recipientFault(recipient));
  const runtime = (await context.config()).runtimes.find(({ key }) => key === recipient);
  if (runtime) {
    const message = `The key is that of the runtime ${JSON.stringify(runtime.name)}. An Owner needs one of their own: a runtime opens what no Owner may.`;
    throw new StoreError('bad-value', message);
  }
  await openSpace(context, space);
  await context.remember([recipient]);
  return changeSpace(context, {
    space,
    seals: false,
    touches: () => '',
    edit: ({ document }) => (document.recipients().includes(recipient) ? undefined : document.plain()),
    rekey: ({ document }) => document.withRecipient(recipient),
  });
}

/**
 * Takes an Owner out of a space, which gets a new data key (Store.removeOwner). What they could read before stays
 * readable to them in past versions of the file.
 */
export async function removeOwner(context: StoreContext, space: string, recipient: string): Promise<Change> {
  if (isPrivateKey(recipient)) throw new StoreError('bad-value', recipientFault(recipient));
  const { runtimes } = await context.config();
  const check = (open: OpenSpace): void => {
    checkLeaves(open, recipient, runtimes);
  };
  check(await openSpace(context, space));
  return changeSpace(context, {
    space,
    seals: true,
    leaving: recipient,
    touches: () => '',
    edit: (open) => {
      check(open);
      return open.document.plain();
    },
    rekey: (open) => withoutReader(open, recipient),
    after: () => forgetReader(context, recipient),
  });
}

/** @throws StoreError unless the recipient is an Owner of the space and not the last one */
function checkLeaves({ document, space, file }: OpenSpace, recipient: string, runtimes: readonly Runtime[]): void {
  const name = JSON.stringify(space);
  const runtime = runtimes.find(({ key }) => key === recipient);
  if (runtime) {
    const message = `${recipient} is the key of the runtime ${JSON.stringify(runtime.name)}; remove the runtime instead.`;
    throw new StoreError('bad-value', message, file);
  }
  const owners = document.recipients().filter((key) => !runtimes.some((one) => one.key === key));
  if (!owners.includes(recipient)) {
    throw new StoreError('absent', `${recipient} is no Owner of the space ${name}.`, file);
  }
  if (owners.length === 1) {
    const message = `${recipient} is the last Owner of the space ${name}: without one nobody could change it. Add another Owner first, or remove the space.`;
    throw new StoreError('last-owner', message, file);
  }
}
