import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { type Catalog } from '../../../language/catalog.ts';
import { type Translate } from '../translate.ts';
import { type Uses } from '../uses.ts';
import { credentialRows, type Row, secretRows, type View } from './rows.ts';
import { tree, type TreeActions } from './tree.ts';

/** What is shown of the names, and where the Tab key comes to. */
export interface SecretsView extends View {
  readonly focused?: string;
  /** What was copied last, said to a screen reader. */
  readonly copied?: string;
}

export interface SecretsActions extends TreeActions {
  readonly filter: (text: string) => void;
}

/** The names of the published space and of the external credentials, with where flows use them. Never a value. */
export function secretsSection(
  catalog: Catalog,
  uses: Uses,
  view: SecretsView,
  actions: SecretsActions,
  translate: Translate,
): TemplateResult {
  const onInput = ({ currentTarget }: Event): void => {
    actions.filter((currentTarget as HTMLInputElement).value);
  };
  const secrets = secretRows(catalog, uses, view);
  const credentials = credentialRows(catalog, uses, view);
  const isFiltered = view.filter.trim() !== '';
  return html`<section aria-labelledby="flow-secrets-secrets">
    <h3 id="flow-secrets-secrets">${translate('secrets.title')}</h3>
    <input
      type="search"
      class="flow-secrets-filter"
      aria-label=${translate('secrets.filter')}
      placeholder=${translate('secrets.filter')}
      .value=${live(view.filter)}
      @input=${onInput}
    />
    ${listOf('secrets', secrets, isFiltered, view, actions, translate)}
    <h4>${translate('credentials.title')}</h4>
    ${listOf('credentials', credentials, isFiltered, view, actions, translate)}
    <p class="flow-secrets-said" aria-live="polite">
      ${view.copied === undefined ? nothing : translate('tree.copied', { text: view.copied })}
    </p>
  </section>`;
}

function listOf(
  kind: 'secrets' | 'credentials',
  rows: readonly Row[],
  isFiltered: boolean,
  view: SecretsView,
  actions: SecretsActions,
  translate: Translate,
): TemplateResult {
  if (rows.length > 0) return tree(translate(`${kind}.title`), rows, view.focused, actions, translate);
  return html`<p class="flow-secrets-detail">${translate(isFiltered ? 'secrets.noMatch' : `${kind}.none`)}</p>`;
}
