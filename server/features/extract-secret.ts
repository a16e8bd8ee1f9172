import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  Command,
  type Range,
} from 'vscode-languageserver';
import { literalAt } from '../../language/literals/literal-at.ts';
import { CLIENT_COMMANDS, type ExtractSecretArgument } from '../protocol.ts';
import { type Site } from '../site.ts';
import { refusalOf } from './literal.ts';

const TITLE = 'Extract to secret…';

/**
 * Offers to make a literal a secret, in a client that has the command. Under a cursor only when someone asks: a flow is full
 * of texts, and a light bulb at each would say nothing. What can't be replaced is shown with the reason where asked for.
 */
export function extractSecret(site: Site, { range, context }: CodeActionParams): readonly CodeAction[] {
  const { only, triggerKind } = context;
  const isWanted = only ? only.some(includesExtract) : true;
  const isAsked = only !== undefined || triggerKind === CodeActionTriggerKind.Invoked || !isEmpty(range);
  if (!site.client.commands || !isWanted || !isAsked) return [];
  const { document, uri } = site;
  const picked = literalAt(document, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) });
  if (picked === undefined) return [];
  const kind = CodeActionKind.RefactorExtract;
  const reason = refusalOf(site, picked);
  if (reason !== undefined) {
    const isShown = only !== undefined && site.client.codeActionRefusals;
    return isShown ? [{ title: TITLE, kind, disabled: { reason } }] : [];
  }
  const argument: ExtractSecretArgument = { uri, range };
  return [{ title: TITLE, kind, command: Command.create(TITLE, CLIENT_COMMANDS.extractSecret, argument) }];
}

/** Kinds contain each other by their parts: `refactor` asks for `refactor.extract` too. */
function includesExtract(kind: string): boolean {
  return kind === CodeActionKind.Empty || `${CodeActionKind.RefactorExtract}.`.startsWith(`${kind}.`);
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}
