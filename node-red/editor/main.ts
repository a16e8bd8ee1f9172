import { EditorFlows } from './flows.ts';
import { type Monaco } from './names/monaco.ts';
import { type EditorParts } from './names/names.ts';
import { type ManagerEditor, proposeDeletion } from './propose-deletion.ts';
import { type JQuery, type Red } from './red.ts';
import { Runtime } from './runtime.ts';
import { addSidebar } from './sidebar/sidebar.ts';
import { translator } from './translate.ts';

declare const RED: Red & ManagerEditor & EditorParts['red'];
declare const $: JQuery & EditorParts['jquery'];
declare const window: { readonly monaco?: Monaco };

RED.plugins.registerPlugin('flow-secrets', {
  type: 'flow-secrets',
  onadd: () => {
    const runtime = new Runtime(RED, $);
    const translate = translator(RED);
    const flows = new EditorFlows(RED);
    addSidebar(RED, runtime, flows, translate);
    proposeDeletion(RED, translate);
    // The engine is big: it comes beside the editor's start.
    void import('./names/names.ts').then(({ addNames }) => {
      addNames({ red: RED, jquery: $, monaco: window.monaco }, flows, runtime, translate);
    });
  },
});
