// The form of client/webview/value-form.ts. It keeps no state: what is typed goes to the extension by message.
(() => {
  const vscode = acquireVsCodeApi();
  const value = document.getElementById('value');
  const problem = document.getElementById('problem');
  const save = document.getElementById('save');

  const send = (type) => {
    vscode.postMessage({ type, text: value.value });
  };

  // Never from elsewhere: who has opened a list of VS Code meanwhile would see it close under the keys.
  const takeFocus = () => {
    if (document.hasFocus()) value.focus();
    else window.addEventListener('focus', () => value.focus(), { once: true });
  };

  window.addEventListener('message', ({ data }) => {
    if (data.type === 'text') {
      value.value = data.text;
      value.disabled = false;
      value.setSelectionRange(0, 0);
      takeFocus();
    }
    if (data.type === 'problem') {
      problem.textContent = data.message;
      problem.classList.toggle('advice', !data.blocks);
      save.disabled = data.blocks;
    }
  });
  value.addEventListener('input', () => {
    send('draft');
  });
  document.getElementById('show')?.addEventListener('change', ({ target }) => {
    value.classList.toggle('masked', !target.checked);
  });
  document.getElementById('form').addEventListener('submit', (event) => {
    event.preventDefault();
    send('save');
  });
  document.getElementById('cancel').addEventListener('click', () => {
    vscode.postMessage({ type: 'cancel' });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') vscode.postMessage({ type: 'cancel' });
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !save.disabled) send('save');
  });
  vscode.postMessage({ type: 'ready' });
})();
