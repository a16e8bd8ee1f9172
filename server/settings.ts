import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { ruleSettings, type RuleSettings } from '../language/rules/settings.ts';
import { type Session } from './session.ts';

/** The section of a client's settings that is ours. */
const SECTION = 'flowSecrets';

/** `rules` of our settings; anything else there is none of ours to judge. */
export function rulesIn(settings: unknown): RuleSettings {
  const rules = memberOf(settings, 'rules');
  return ruleSettings(isObject(rules) ? Object.entries(rules) : []);
}

/**
 * Takes over what the client's user chooses, at once. A client sends our section, all settings, or none: then it is asked.
 * @returns what is to be called when the client has been initialized
 */
export function onSettings(connection: Connection, session: Session): () => void {
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (isObject(settings)) session.setRules(rulesIn(memberOf(settings, SECTION) ?? settings));
    else if (session.client.givesSettings)
      session.setRules(rulesIn(await connection.workspace.getConfiguration(SECTION)));
  });
  return () => {
    if (!session.client.tellsSettings) return;
    // A client that refuses tells of nothing, or of everything.
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: `${SECTION}.rules` })
      .catch(() => undefined);
  };
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? Object.entries(value).find(([own]) => own === name)?.[1] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
