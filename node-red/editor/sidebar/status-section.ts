import { html, type TemplateResult } from 'lit-html';
import { type Runtime } from '../runtime.ts';
import { type Translate } from '../translate.ts';

/** What the runtime says of its last sync, and what can be done about it. */
export function statusSection(runtime: Runtime, translate: Translate): TemplateResult {
  const { status } = runtime;
  return html`<section aria-label=${translate('status.title')}>
    <h3>${translate('status.title')}</h3>
    <p role="status">${status?.syncedAt === undefined ? translate('status.never') : translate('status.synced')}</p>
    <button type="button" class="red-ui-button" @click=${() => runtime.sync()}>${translate('status.syncNow')}</button>
  </section>`;
}
