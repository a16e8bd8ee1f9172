import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { AUTO_SYNC_MINUTES, type RuntimeSettings, type RuntimeStatus } from '../../status.ts';
import { type Translate } from '../translate.ts';

/** What can be done about the status. */
export interface StatusActions {
  readonly sync: () => void;
  readonly change: (settings: Partial<RuntimeSettings>) => void;
  readonly restore: () => void;
  /** Shows a node of the flows. */
  readonly reveal: (node: string) => void;
}

/**
 * What the runtime says of its last sync, and what can be done about it.
 * @param status undefined until the runtime has told it
 * @param isBusy while a request is under way
 */
export function statusSection(
  status: RuntimeStatus | undefined,
  isBusy: boolean,
  actions: StatusActions,
  translate: Translate,
): TemplateResult {
  return html`<section aria-labelledby="flow-secrets-status">
    <h3 id="flow-secrets-status">${translate('status.title')}</h3>
    <p role="status" class="flow-secrets-state">${stateOf(status, translate)}</p>
    ${status && problemsOf(status)} ${status && shadowedOf(status, actions, translate)}
    ${status && staleOf(status, actions, translate)} ${status && facts(status, translate)}
    <button
      type="button"
      class="red-ui-button red-ui-button-small"
      aria-disabled=${String(isBusy)}
      @click=${isBusy ? nothing : actions.sync}
    >
      ${translate('status.syncNow')}
    </button>
    ${status && settingsOf(status.settings, actions, translate)}
  </section>`;
}

function stateOf(status: RuntimeStatus | undefined, translate: Translate): TemplateResult | string {
  if (!status) return translate('status.asking');
  const { syncedAt, problems } = status;
  if (syncedAt === undefined) return translate(problems.length > 0 ? 'status.failed' : 'status.never');
  const time = html`<time datetime=${syncedAt}>${localTime(syncedAt)}</time>`;
  return html`${translate(problems.length > 0 ? 'status.kept' : 'status.synced')} ${time}`;
}

/** In the reader's own format. */
function localTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

function problemsOf({ problems }: RuntimeStatus): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="flow-secrets-problems">
    ${problems.map((problem) => html`<li><bdi>${problem}</bdi></li>`)}
  </ul>`;
}

function shadowedOf(
  { shadowed }: RuntimeStatus,
  { restore }: StatusActions,
  translate: Translate,
): TemplateResult | typeof nothing {
  if (shadowed.length === 0) return nothing;
  return html`<div class="flow-secrets-warning">
    <p>${translate('status.shadowed', { names: shadowed.join(', ') })}</p>
    <button type="button" class="red-ui-button red-ui-button-small" @click=${restore}>
      ${translate('status.restore')}
    </button>
  </div>`;
}

function staleOf(
  { stale = [] }: RuntimeStatus,
  { reveal }: StatusActions,
  translate: Translate,
): TemplateResult | typeof nothing {
  if (stale.length === 0) return nothing;
  const entry = ({ node, name, tab, property }: (typeof stale)[number]): TemplateResult => {
    const onClick = (): void => {
      reveal(node);
    };
    const place = tab === undefined ? name : `${tab} › ${name}`;
    return html`<li>
      <button type="button" class="flow-secrets-link" @click=${onClick}><bdi>${place}</bdi></button>
      <span class="flow-secrets-detail">${property}</span>
    </li>`;
  };
  return html`<div class="flow-secrets-warning">
    <p>${translate('status.stale')}</p>
    <ul>
      ${stale.map(entry)}
    </ul>
  </div>`;
}

function facts({ space, version, updatedAt }: RuntimeStatus, translate: Translate): TemplateResult | typeof nothing {
  if (space === undefined) return nothing;
  return html`<dl>
    <dt>${translate('status.space')}</dt>
    <dd><bdi>${space}</bdi></dd>
    <dt>${translate('status.version')}</dt>
    <dd>${version}</dd>
    ${
      updatedAt
        ? html`<dt>${translate('status.updated')}</dt>
            <dd><time datetime=${updatedAt}>${localTime(updatedAt)}</time></dd>`
        : nothing
    }
  </dl>`;
}

function settingsOf(settings: RuntimeSettings, { change }: StatusActions, translate: Translate): TemplateResult {
  const onAutoSync = ({ currentTarget }: Event): void => {
    const minutes = Number((currentTarget as HTMLSelectElement).value);
    const autoSync = AUTO_SYNC_MINUTES.find((one) => one === minutes);
    if (autoSync !== undefined) change({ autoSync });
  };
  const toggle = (name: 'syncOnSave' | 'mask'): TemplateResult => {
    const onChange = ({ currentTarget }: Event): void => {
      change({ [name]: (currentTarget as HTMLInputElement).checked });
    };
    return html`<label class="flow-secrets-toggle">
      <input type="checkbox" .checked=${live(settings[name])} @change=${onChange} />
      <span>${translate(`settings.${name}`)}</span>
    </label>`;
  };
  return html`<fieldset>
    <legend>${translate('settings.title')}</legend>
    ${toggle('syncOnSave')}
    <label class="flow-secrets-choice">
      <span>${translate('settings.autoSync')}</span>
      <select .value=${live(String(settings.autoSync))} @change=${onAutoSync}>
        ${AUTO_SYNC_MINUTES.map(
          (minutes) =>
            html`<option value=${minutes} ?selected=${minutes === settings.autoSync}>
              ${translate(`settings.every${minutes}`)}
            </option>`,
        )}
      </select>
    </label>
    ${toggle('mask')}
  </fieldset>`;
}
