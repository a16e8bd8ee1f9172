import * as l10n from '@vscode/l10n';
import { type JSONPath, findNodeAtLocation, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import { SecretValue } from '../../store/secret-value.ts';
import { type App } from '../app.ts';
import { CLEAR_AFTER_MS } from '../clipboard.ts';
import { requireOwner, secretTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { plainText } from '../plain-text.ts';

/** Copy Value: of a secret, or of one key path of it. The clipboard is cleared after a minute. */
export async function copyValue(app: App, argument: unknown): Promise<void> {
  const target = await secretTarget(app, argument, l10n.t('Copy Value'));
  requireOwner(target);
  const { project, space, secret, path } = target;
  const { value } = await project.store.readSecret(space.space, secret.key);
  const steps = path.map(({ name, index }) => (index ? Number(name) : name));
  await app.clipboard.copy(steps.length === 0 ? value : memberOf(value, steps, secret.key));
  const seconds = CLEAR_AFTER_MS / 1000;
  const message = l10n.t('Copied the value of {0}. The clipboard is cleared in {1} seconds.', secret.key, seconds);
  vscode.window.setStatusBarMessage(plainText(message), 10_000);
}

/** Text of a string, else JSON as it is written (numbers keep their digits). */
function memberOf(value: SecretValue, path: JSONPath, key: string): SecretValue {
  const text = value.reveal();
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, path);
  if (!node) throw new UserError(l10n.t('{0} has changed meanwhile and has no such member any more.', key));
  if (node.type === 'string') return new SecretValue(String(node.value));
  return new SecretValue(text.slice(node.offset, node.offset + node.length));
}
