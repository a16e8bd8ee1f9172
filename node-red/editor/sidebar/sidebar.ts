import { html, nothing, render } from 'lit-html';
import { type RuntimeSettings } from '../../status.ts';
import { type EditorFlows } from '../flows.ts';
import { type Red } from '../red.ts';
import { type Failure, failureOf, type Runtime } from '../runtime.ts';
import { type Translate } from '../translate.ts';
import { type Uses } from '../uses.ts';
import { type Row } from './rows.ts';
import { type SecretsActions, secretsSection, type SecretsView } from './secrets-section.ts';
import { type StatusActions, statusSection } from './status-section.ts';

const ID = 'flow-secrets';

/** Adds our tab to the editor's sidebar. */
export function addSidebar(red: Red, runtime: Runtime, flows: EditorFlows, translate: Translate): void {
  const sidebar = new Sidebar(red, runtime, flows, translate);
  red.sidebar.addTab({
    id: ID,
    label: translate('tab.label'),
    name: translate('tab.name'),
    iconClass: 'fa fa-key',
    content: sidebar.content,
    enableOnEdit: true,
    onchange: () => {
      sidebar.draw();
    },
  });
  runtime.onChanged(() => {
    sidebar.draw();
  });
  flows.onChanged(() => {
    sidebar.look();
  });
  // The engine is big: it comes beside the editor's start.
  void import('../uses.ts').then(({ Uses }) => {
    sidebar.count(new Uses());
  });
}

/** What is in the tab: drawn anew after each change. */
class Sidebar {
  readonly content = document.createElement('div');
  readonly #red: Red;
  readonly #runtime: Runtime;
  readonly #flows: EditorFlows;
  readonly #translate: Translate;
  /** Absent until the engine is there. */
  #uses: Uses | undefined;
  #view: SecretsView = { filter: '', expanded: new Set() };
  /** Requests that are under way. */
  #running = 0;
  /** What was chosen and is not kept by the runtime yet. */
  #chosen: Partial<RuntimeSettings> = {};
  /** Why the last request of this page did not work. */
  #failure: Failure | undefined;

  constructor(red: Red, runtime: Runtime, flows: EditorFlows, translate: Translate) {
    this.#red = red;
    this.#runtime = runtime;
    this.#flows = flows;
    this.#translate = translate;
    this.content.className = 'flow-secrets-sidebar';
    this.draw();
  }

  /** Counts the uses from now on. */
  count(uses: Uses): void {
    this.#uses = uses;
    this.look();
  }

  /** Looks at the flows as they are now. */
  look(): void {
    if (!this.#uses) return;
    this.#uses.update(this.#flows.nodes());
    this.draw();
  }

  draw(): void {
    const { status, catalog } = this.#runtime;
    const shown = status && { ...status, settings: { ...status.settings, ...this.#chosen } };
    const failure = this.#failure ?? this.#runtime.failure;
    render(
      html`${
        failure === undefined
          ? nothing
          : html`<p role="alert" class="flow-secrets-problems">${this.#translate(`failure.${failure}`)}</p>`
      }
      ${
        shown || failure === undefined
          ? statusSection(shown, this.#running > 0, this.#statusActions, this.#translate)
          : nothing
      }
      ${shown && this.#uses && secretsSection(catalog, this.#uses, this.#view, this.#secretsActions, this.#translate)}`,
      this.content,
    );
  }

  readonly #statusActions: StatusActions = {
    sync: () => void this.#ask(() => this.#runtime.sync()),
    change: (settings) => {
      this.#chosen = { ...this.#chosen, ...settings };
      void this.#ask(() => this.#runtime.changeSettings(settings));
    },
    restore: () => void this.#ask(() => this.#runtime.restore()),
    reveal: (node) => {
      this.#flows.reveal(node);
    },
  };

  readonly #secretsActions: SecretsActions = {
    filter: (filter) => {
      this.#show({ filter });
    },
    toggle: ({ id }) => {
      const expanded = new Set(this.#view.expanded);
      if (!expanded.delete(id)) expanded.add(id);
      this.#show({ expanded });
    },
    toggleForms: (row) => {
      const { copying, ...view } = this.#view;
      this.#view = copying === row.id ? view : { ...view, copying: row.id };
      this.draw();
      this.#focus(row);
    },
    copy: (text) => {
      this.#red.clipboard.copyText(text);
      this.#show({ copied: text });
    },
    reveal: (node) => {
      this.#flows.reveal(node);
    },
    focus: ({ id }) => {
      if (id !== this.#view.focused) this.#show({ focused: id });
    },
  };

  #show(change: Partial<SecretsView>): void {
    this.#view = { ...this.#view, ...change };
    this.draw();
  }

  #focus({ id }: Row): void {
    for (const element of this.content.querySelectorAll<HTMLElement>('[role="treeitem"]')) {
      if (element.dataset['row'] === id) element.focus();
    }
  }

  /** A request that does not work is said, and what is shown is as the runtime has it. */
  async #ask(request: () => Promise<void>): Promise<void> {
    this.#running++;
    this.#failure = undefined;
    this.draw();
    try {
      await request();
    } catch (error) {
      this.#failure = failureOf(error);
    }
    this.#running--;
    if (this.#running === 0) this.#chosen = {};
    this.draw();
  }
}
