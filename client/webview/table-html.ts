import { escapeHtml } from './escape-html.ts';

/** The addresses of the page of a table. */
export interface TableFrame {
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
}

/** The page without its rows, which come by message. Nothing but our own script and style may load. */
export function tableHtml({ nonce, cspSource, script, style, language }: TableFrame): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(style)}">
<title></title>
</head>
<body>
<header><h1 id="title"></h1><div id="page-actions"></div></header>
<div id="notes"></div>
<div class="bar"><input id="filter" type="search" autocomplete="off" spellcheck="false"><div id="filters"></div><span id="shown" role="status"></span></div>
<div id="table" role="treegrid" hidden>
<div role="rowgroup"><div id="head" role="row" class="row"></div></div>
<div id="rows" role="rowgroup"></div>
</div>
<p id="empty" role="status"></p>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}
