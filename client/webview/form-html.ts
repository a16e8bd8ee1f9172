import { escapeHtml } from './escape-html.ts';

/** The texts and addresses of the form's page. */
export interface FormPage {
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly title: string;
  readonly prompt: string;
  readonly format: 'json' | 'text';
  readonly save: string;
  readonly cancel: string;
  readonly show: string;
  readonly label: string;
}

/**
 * The page holds no value: that comes by message, and nothing can be typed before it. Nothing but our own script and style
 * may load.
 */
export function formHtml(page: FormPage): string {
  const policy = `default-src 'none'; style-src ${page.cspSource}; script-src 'nonce-${page.nonce}'`;
  const masked = page.format === 'text';
  const show = `<label class="show"><input type="checkbox" id="show"> ${escapeHtml(page.show)}</label>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(page.style)}">
<title>${escapeHtml(page.title)}</title>
</head>
<body>
<form id="form" autocomplete="off">
<h1>${escapeHtml(page.title)}</h1>
<p id="prompt">${escapeHtml(page.prompt)}</p>
<textarea id="value" class="${masked ? 'masked' : ''}" aria-label="${escapeHtml(page.label)}" aria-describedby="prompt problem"
 rows="14" disabled autocomplete="off" autocorrect="off" autocapitalize="off" spellcheck="false" data-gramm="false"></textarea>
<p id="problem" role="status" aria-live="polite"></p>
${masked ? show : ''}
<div class="buttons">
<button type="submit" id="save" disabled>${escapeHtml(page.save)}</button>
<button type="button" id="cancel" class="secondary">${escapeHtml(page.cancel)}</button>
</div>
</form>
<script nonce="${page.nonce}" src="${escapeHtml(page.script)}"></script>
</body>
</html>`;
}
