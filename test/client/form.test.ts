import assert from 'node:assert/strict';
import { formHtml } from '../../client/webview/form-html.ts';
import { isFormMessage } from '../../client/webview/form-message.ts';

const PAGE = {
  nonce: 'bm9uY2U=',
  cspSource: 'https://file.example',
  script: 'https://file.example/value-form.js',
  style: 'https://file.example/value-form.css',
  title: 'Edit <b>"KEY"</b> in DEV & PROD',
  prompt: 'The value.',
  format: 'json',
  save: 'Save',
  cancel: 'Cancel',
  show: 'Show',
  label: 'Value',
} as const;

describe('the value form', () => {
  const html = formHtml(PAGE);

  it('loads nothing but its own script and style', () => {
    assert.match(
      html,
      /content="default-src &#39;none&#39;; style-src https:\/\/file\.example; script-src &#39;nonce-bm9uY2U=&#39;"/,
    );
    assert.doesNotMatch(html, /unsafe-inline|unsafe-eval|style="/);
  });

  it('turns off what would remember or send away what is typed', () => {
    const textarea = /<textarea[\s\S]*?>/.exec(html)?.[0] ?? '';
    assert.match(textarea, /autocomplete="off"/);
    assert.match(textarea, /spellcheck="false"/);
  });

  it('takes nothing before it has the text to begin with', () => {
    assert.match(html, /<textarea[^>]* disabled /);
    assert.match(html, /<button type="submit" [^>]*disabled>/);
  });

  it('escapes names', () => {
    assert.ok(html.includes('Edit &lt;b&gt;&quot;KEY&quot;&lt;/b&gt; in DEV &amp; PROD'));
    assert.ok(!html.includes('<b>'));
  });

  it('masks text, and shows JSON', () => {
    assert.doesNotMatch(html, /class="masked"/);
    assert.match(formHtml({ ...PAGE, format: 'text' }), /class="masked"[\s\S]*id="show"/);
  });
});

describe('messages of the form', () => {
  it('are taken only in their own shape', () => {
    assert.ok(isFormMessage({ type: 'save', text: '{}' }));
    assert.ok(isFormMessage({ type: 'ready' }));
    for (const other of [undefined, null, 'save', {}, { type: 'save' }, { type: 'draft', text: 1 }, { type: 'open' }]) {
      assert.ok(!isFormMessage(other));
    }
  });
});
