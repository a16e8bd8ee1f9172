import { type Catalog } from '../language/catalog.ts';
import { createRuleContext, type RuleContext } from '../language/rules/context.ts';
import { NO_RULE_SETTINGS, ruleSettings, type RuleSettings } from '../language/rules/settings.ts';
import { type Project, type Scope } from './api.ts';

/** What the rules know of the world: made once for all files of a project with the same spaces, until it is cleared. */
export class RuleContexts {
  readonly #contexts = new Map<string, RuleContext>();
  /** What was chosen for this editor alone. */
  #rules: RuleSettings;

  constructor(rules: RuleSettings = NO_RULE_SETTINGS) {
    this.#rules = rules;
  }

  setRules(rules: RuleSettings): void {
    this.#rules = rules;
    this.clear();
  }

  /** A catalog or a configuration changed. */
  clear(): void {
    this.#contexts.clear();
  }

  /** The same object as long as nothing changed: findings are kept by it. */
  of(project: Project, scope: Scope, catalog: Catalog): RuleContext {
    const id = JSON.stringify([project.root, scope]);
    let context = this.#contexts.get(id);
    if (context === undefined) {
      context = createRuleContext(scope, catalog, this.settingsOf(project));
      this.#contexts.set(id, context);
    }
    return context;
  }

  /** The editor's choices stand before the project's. */
  settingsOf({ config }: Project): RuleSettings {
    return ruleSettings([...config.rules.map(({ rule, severity }) => [rule, severity] as const), ...this.#rules]);
  }
}
