// The table of client/webview/table-panel.ts: a treegrid that is drawn anew when the extension sends another page.
// What the user chose here (filters, open rows, the row that has the focus) is kept over a restart.
(() => {
  const vscode = acquireVsCodeApi();
  const kept = vscode.getState() ?? {};
  let page;
  let text = kept.text ?? '';
  const off = new Set(kept.off);
  const closed = new Set(kept.closed);
  const opened = new Set();
  const places = new Map();
  let current = kept.current;

  const $ = (id) => document.getElementById(id);

  /** An element with attributes and children; text is never markup. */
  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) made.setAttribute(name, String(value));
    }
    made.append(...children);
    return made;
  };

  const button = (label, action, attributes = {}) => {
    const made = element('button', { type: 'button', ...attributes }, label);
    made.addEventListener('click', (event) => {
      event.stopPropagation();
      action();
    });
    return made;
  };

  const keep = () => {
    vscode.setState({ about: page.about, text, off: [...off], closed: [...closed], current });
  };

  // --- which rows are shown ---

  const passes = (row) => {
    const named = row.name.toLowerCase().includes(text.toLowerCase());
    return row.filters.length > 0 && row.filters.some((id) => !off.has(id)) && named;
  };

  /** The rows that pass, with those above them; nothing below a closed row. */
  const shownRows = () => {
    const wanted = new Set();
    const above = [];
    for (const row of page.rows) {
      above.length = row.level - 1;
      above.push(row);
      if (passes(row)) for (const one of above) if (one) wanted.add(one);
    }
    let hiddenBelow = Infinity;
    return page.rows.filter((row) => {
      if (row.level <= hiddenBelow) hiddenBelow = Infinity;
      if (!wanted.has(row) || row.level > hiddenBelow) return false;
      if (closed.has(row.id)) hiddenBelow = row.level;
      return true;
    });
  };

  const hasBelow = (row) => {
    const next = page.rows[page.rows.indexOf(row) + 1];
    return next !== undefined && next.level > row.level;
  };

  const isOpen = (row) => (row.opens ? opened.has(row.id) : !closed.has(row.id));

  const toggle = (row) => {
    if (row.opens) {
      if (opened.delete(row.id)) return draw();
      opened.add(row.id);
      places.delete(row.id);
      vscode.postMessage({ type: 'open', row: row.id });
    } else if (hasBelow(row)) {
      if (!closed.delete(row.id)) closed.add(row.id);
    } else return undefined;
    return draw();
  };

  // --- drawing ---

  const cellOf = ({ text: words, tone = 'plain' }, column) =>
    element(
      'div',
      { role: 'gridcell', class: `cell ${tone}`, 'data-column': words === '' ? undefined : column },
      element('span', { class: 'words' }, words),
    );

  const rowOf = (row) => {
    const expands = row.opens || hasBelow(row);
    const made = element('div', {
      role: 'row',
      class: row.heading ? 'row heading' : 'row',
      tabindex: -1,
      'data-id': row.id,
      'aria-level': row.level,
      'aria-expanded': expands ? isOpen(row) : undefined,
    });
    const twistie = element('span', { class: expands ? 'twistie' : 'no-twistie', 'aria-hidden': true });
    const name = element('div', { role: 'rowheader', class: 'cell name' }, twistie, element('span', {}, row.name));
    name.style.setProperty('--level', String(row.level - 1));
    const buttons = row.actions.map(({ id, label }) =>
      button(label, () => vscode.postMessage({ type: 'do', action: id, row: row.id }), { tabindex: -1, class: 'link' }),
    );
    made.append(
      name,
      ...row.cells.map((cell, index) => cellOf(cell, page.columns[index + 1])),
      element('div', { role: 'gridcell', class: 'cell actions' }, ...buttons),
    );
    made.addEventListener('click', () => {
      focusRow(made);
      toggle(row);
    });
    return made;
  };

  const placeOf = (row, { id, name, text: words }) => {
    const go = () => vscode.postMessage({ type: 'go', row: row.id, place: id });
    const made = element('div', {
      role: 'row',
      class: 'row place',
      tabindex: -1,
      'data-id': `${row.id} ${id}`,
      'aria-level': row.level + 1,
    });
    const cell = element(
      'div',
      { role: 'gridcell', class: 'cell name' },
      button(name, go, { tabindex: -1, class: 'link' }),
      element('span', { class: 'words muted' }, words),
    );
    cell.style.setProperty('--level', String(row.level + 1));
    made.append(cell);
    made.addEventListener('click', go);
    return made;
  };

  const placesOf = (row) => {
    if (!row.opens || !opened.has(row.id)) return [];
    const list = places.get(row.id);
    if (list === undefined || list.length === 0) {
      const words = list === undefined ? page.words.loading : page.words.noPlaces;
      return [
        element(
          'div',
          { role: 'row', class: 'row place' },
          element('div', { role: 'gridcell', class: 'cell name muted' }, words),
        ),
      ];
    }
    return list.map((place) => placeOf(row, place));
  };

  const drawFilters = () => {
    const counted = page.filters.map((filter) => [
      filter,
      page.rows.filter(({ filters }) => filters.includes(filter.id)).length,
    ]);
    $('filters').replaceChildren(
      ...counted
        .filter(([, count]) => count > 0)
        .map(([{ id, label }, count]) =>
          button(
            `${count} ${label}`,
            () => {
              if (!off.delete(id)) off.add(id);
              draw();
              [...document.querySelectorAll('#filters button')].find(({ dataset }) => dataset.id === id)?.focus();
            },
            { class: 'filter', 'aria-pressed': !off.has(id), 'data-id': id },
          ),
        ),
    );
  };

  const draw = () => {
    const rows = shownRows();
    const hadFocus = $('rows').contains(document.activeElement);
    $('rows').replaceChildren(...rows.flatMap((row) => [rowOf(row), ...placesOf(row)]));
    drawFilters();
    const countable = page.rows.filter(({ filters }) => filters.length > 0);
    const shown = rows.filter(({ filters }) => filters.length > 0).length;
    $('shown').textContent =
      countable.length === 0 ? '' : page.words.shown.replace('{0}', shown).replace('{1}', countable.length);
    $('empty').textContent = countable.length === 0 ? page.empty : shown === 0 ? page.words.nothing : '';
    $('table').hidden = rows.length === 0;
    const target = rowElements().find(({ dataset }) => dataset.id === current) ?? rowElements()[0];
    if (target) makeCurrent(target);
    if (target && hadFocus) target.focus();
    keep();
    return undefined;
  };

  const drawPage = () => {
    document.title = page.title;
    $('title').textContent = page.title;
    $('notes').replaceChildren(...page.notes.map((note) => element('p', {}, note)));
    $('page-actions').replaceChildren(
      ...page.actions.map(({ id, label }) =>
        button(label, () => vscode.postMessage({ type: 'do', action: id }), { class: 'secondary' }),
      ),
    );
    $('filter').placeholder = page.words.filter;
    $('filter').setAttribute('aria-label', page.words.filter);
    $('filter').value = text;
    const heads = [...page.columns, page.words.actions].map((column, index, all) =>
      element(
        'div',
        { role: 'columnheader', class: `cell ${index === 0 ? 'name' : index === all.length - 1 ? 'actions' : ''}` },
        column,
      ),
    );
    $('head').replaceChildren(...heads);
    $('table').setAttribute('aria-label', page.title);
    $('table').style.setProperty('--columns', String(page.columns.length - 1));
    draw();
  };

  // --- keys: one row is in the tab order; arrows go between rows, and within one between its buttons ---

  const rowElements = () => [...document.querySelectorAll('#rows [role=row][tabindex]')];

  const makeCurrent = (made) => {
    for (const other of rowElements()) other.tabIndex = -1;
    for (const other of document.querySelectorAll('#rows button')) other.tabIndex = -1;
    made.tabIndex = 0;
    for (const inner of made.querySelectorAll('button')) inner.tabIndex = 0;
    current = made.dataset.id;
  };

  const focusRow = (made) => {
    if (!made) return;
    makeCurrent(made);
    made.focus();
    keep();
  };

  const KEYS = {
    ArrowDown: (rows, at) => focusRow(rows[at + 1]),
    ArrowUp: (rows, at) => focusRow(rows[at - 1]),
    Home: (rows) => focusRow(rows[0]),
    End: (rows) => focusRow(rows.at(-1)),
  };

  const onKey = (event) => {
    const rows = rowElements();
    const made = document.activeElement?.closest('#rows [role=row]');
    const at = rows.indexOf(made);
    if (at < 0) return;
    const row = page.rows.find(({ id }) => id === made.dataset.id);
    const buttons = [...made.querySelectorAll('button')];
    const inside = buttons.indexOf(document.activeElement);
    if (KEYS[event.key]) KEYS[event.key](rows, at);
    else if (event.key === 'ArrowRight') {
      if (row && made.getAttribute('aria-expanded') === 'false') toggle(row);
      else buttons[inside + 1]?.focus();
    } else if (event.key === 'ArrowLeft') {
      if (inside >= 0) (buttons[inside - 1] ?? made).focus();
      else if (row && made.getAttribute('aria-expanded') === 'true') toggle(row);
    } else if ((event.key === 'Enter' || event.key === ' ') && inside < 0) made.click();
    else return;
    event.preventDefault();
  };

  window.addEventListener('message', ({ data }) => {
    if (data.type === 'page') {
      page = data.page;
      places.clear();
      for (const id of opened) vscode.postMessage({ type: 'open', row: id });
      drawPage();
    }
    if (data.type === 'places') {
      places.set(data.row, data.places);
      draw();
    }
  });
  $('filter').addEventListener('input', ({ target }) => {
    text = target.value;
    draw();
  });
  $('rows').addEventListener('keydown', onKey);
  vscode.postMessage({ type: 'ready' });
})();
