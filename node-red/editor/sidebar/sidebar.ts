import { render } from 'lit-html';
import { type Red } from '../red.ts';
import { type Runtime } from '../runtime.ts';
import { type Translate } from '../translate.ts';
import { statusSection } from './status-section.ts';

/** Adds our tab to the editor's sidebar. */
export function addSidebar(red: Red, runtime: Runtime, translate: Translate): void {
  const content = document.createElement('div');
  content.className = 'flow-secrets-sidebar';
  const draw = (): void => {
    render(statusSection(runtime, translate), content);
  };
  red.sidebar.addTab({
    id: 'flow-secrets',
    label: translate('tab.label'),
    name: translate('tab.name'),
    iconClass: 'fa fa-key',
    content,
    enableOnEdit: true,
  });
  runtime.onChanged(draw);
  draw();
}
