import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { type Translate } from '../translate.ts';
import { type Row } from './rows.ts';

/** What rows do. */
export interface TreeActions {
  /** Opens or closes what is below a secret or credential. */
  readonly toggle: (row: Row) => void;
  /** Shows or hides the ways to write a row. */
  readonly toggleForms: (row: Row) => void;
  readonly copy: (text: string) => void;
  /** Shows a node of the flows. */
  readonly reveal: (node: string) => void;
  /** The row that the Tab key comes to. */
  readonly focus: (row: Row) => void;
}

/**
 * A tree as WAI-ARIA describes it (https://www.w3.org/WAI/ARIA/apg/patterns/treeview/): arrow keys move, Enter and Space
 * do what a click does, C shows the ways to write a row, Escape hides them.
 */
export function tree(
  label: string,
  rows: readonly Row[],
  focused: string | undefined,
  actions: TreeActions,
  translate: Translate,
): TemplateResult {
  const tabStop = rows.find(({ id }) => id === focused) ?? rows[0];
  const onKey = (event: KeyboardEvent): void => {
    const row = rows.find(({ id }) => id === idOfTarget(event.target));
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const handled = moveFocus(event, rows, row) || operate(event, rows, row, actions);
    if (!handled) return;
    event.preventDefault();
    // The editor has shortcuts of its own for the same keys.
    event.stopPropagation();
  };
  return html`<div class="flow-secrets-tree" role="tree" aria-label=${label} @keydown=${onKey}>
    ${repeat(
      rows,
      ({ id }) => id,
      (row) => rowElement(row, row === tabStop, actions, translate),
    )}
  </div>`;
}

function rowElement(row: Row, isTabStop: boolean, actions: TreeActions, translate: Translate): TemplateResult {
  const onClick = (): void => {
    activate(row, actions);
  };
  const onFocus = (): void => {
    actions.focus(row);
  };
  return html`<div
    role="treeitem"
    class="flow-secrets-row flow-secrets-${row.kind}"
    data-row=${row.id}
    tabindex=${isTabStop ? 0 : -1}
    aria-level=${row.level}
    aria-expanded=${'expanded' in row ? String(row.expanded) : nothing}
    aria-keyshortcuts=${'referent' in row ? 'C' : nothing}
    aria-label=${wordsOf(row, translate)}
    title=${'note' in row ? row.note : nothing}
    @click=${onClick}
    @focus=${onFocus}
  >
    ${cells(row, actions, translate)}
  </div>`;
}

function cells(row: Row, actions: TreeActions, translate: Translate): TemplateResult {
  switch (row.kind) {
    case 'secret':
    case 'credential':
      return html`<i class="flow-secrets-icon fa ${row.expanded ? 'fa-angle-down' : 'fa-angle-right'}"></i>
        <span class="flow-secrets-name"><bdi>${row.label}</bdi></span>
        <span class="flow-secrets-detail">${row.detail}</span>
        <span class="flow-secrets-count" title=${translate('tree.uses', { count: row.uses })}>${row.uses}</span>
        ${copyButton(row, actions, translate)}`;
    case 'path':
    case 'field':
    case 'sealed':
      return html`<i class="flow-secrets-icon fa ${row.kind === 'sealed' ? 'fa-lock' : 'fa-angle-right'}"></i>
        <span class="flow-secrets-name"><bdi>${row.label}</bdi></span>
        ${copyButton(row, actions, translate)}`;
    case 'form':
      return html`<i class="flow-secrets-icon fa fa-clipboard"></i>
        <span class="flow-secrets-lines"
          ><span>${translate(`forms.${row.target}`)}</span> <code><bdi>${row.text}</bdi></code></span
        >`;
    case 'use':
      return html`<i class="flow-secrets-icon fa fa-crosshairs"></i>
        <span class="flow-secrets-lines"
          ><span><bdi>${row.label}</bdi></span> <span class="flow-secrets-detail"><bdi>${row.detail}</bdi></span></span
        >`;
    case 'unused':
    case 'unwritable':
    case 'more':
      return html`<span class="flow-secrets-detail">${wordsOf(row, translate)}</span>`;
  }
}

/** For the pointer only: the keyboard has C. */
function copyButton(row: Row, actions: TreeActions, translate: Translate): TemplateResult {
  const onClick = (event: Event): void => {
    event.stopPropagation();
    actions.toggleForms(row);
  };
  return html`<button
    type="button"
    class="flow-secrets-copy"
    tabindex="-1"
    aria-hidden="true"
    title=${translate('tree.copy')}
    @click=${onClick}
  >
    <i class="fa fa-clipboard"></i>
  </button>`;
}

/** What a screen reader says of a row. */
function wordsOf(row: Row, translate: Translate): string {
  switch (row.kind) {
    case 'secret':
    case 'credential':
      return translate(`tree.${row.kind}`, { name: row.label, detail: row.detail, count: row.uses });
    case 'path':
    case 'field':
    case 'sealed':
      return translate(`tree.${row.kind}`, { name: row.label });
    case 'form':
      return translate('tree.form', { target: translate(`forms.${row.target}`), text: row.text });
    case 'use':
      return translate('tree.use', { place: row.label, detail: row.detail });
    case 'unused':
    case 'unwritable':
      return translate(`tree.${row.kind}`);
    case 'more':
      return translate('tree.more', { count: row.count });
  }
}

function activate(row: Row, actions: TreeActions): void {
  switch (row.kind) {
    case 'secret':
    case 'credential':
      actions.toggle(row);
      return;
    case 'path':
    case 'field':
    case 'sealed':
      actions.toggleForms(row);
      return;
    case 'form':
      actions.copy(row.text);
      return;
    case 'use':
      actions.reveal(row.node);
      return;
    case 'unused':
    case 'unwritable':
    case 'more':
      return;
  }
}

/** @returns whether the key was one of those that move the focus */
function moveFocus(event: KeyboardEvent, rows: readonly Row[], row: Row): boolean {
  const at = rows.indexOf(row);
  const parent = rows.slice(0, at).findLast(({ level }) => level < row.level);
  const child = rows[at + 1];
  const isOpen = 'expanded' in row && row.expanded;
  const targets = new Map<string, Row | undefined>([
    ['ArrowDown', child],
    ['ArrowUp', rows[at - 1]],
    ['Home', rows[0]],
    ['End', rows.at(-1)],
    ['ArrowLeft', isOpen ? undefined : parent],
    ['ArrowRight', isOpen && child && child.level > row.level ? child : undefined],
  ]);
  const target = targets.get(event.key);
  if (!target) return false;
  const tree = event.currentTarget as HTMLElement;
  for (const element of tree.querySelectorAll<HTMLElement>('[role="treeitem"]')) {
    if (element.dataset['row'] === target.id) element.focus();
  }
  return true;
}

/** @returns whether the key does something to the row */
function operate(event: KeyboardEvent, rows: readonly Row[], row: Row, actions: TreeActions): boolean {
  const isOpen = 'expanded' in row && row.expanded;
  const isCopyable = 'referent' in row;
  switch (event.key) {
    case 'Enter':
    case ' ':
      activate(row, actions);
      return true;
    case 'ArrowRight':
      if ('expanded' in row && !isOpen) activate(row, actions);
      return true;
    case 'ArrowLeft':
      if (isOpen) activate(row, actions);
      return true;
    case 'c':
    case 'C':
      if (isCopyable) actions.toggleForms(row);
      return isCopyable;
    case 'Escape': {
      if (row.kind !== 'form') return false;
      const owner = rows.slice(0, rows.indexOf(row)).findLast(({ level }) => level < row.level);
      if (owner) actions.toggleForms(owner);
      return true;
    }
    default:
      return false;
  }
}

function idOfTarget(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement ? target.dataset['row'] : undefined;
}
