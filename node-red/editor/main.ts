import { type ManagerEditor, proposeDeletion } from './propose-deletion.ts';
import { type JQuery, type Red } from './red.ts';
import { Runtime } from './runtime.ts';
import { addSidebar } from './sidebar/sidebar.ts';
import { translator } from './translate.ts';

declare const RED: Red & ManagerEditor;
declare const $: JQuery;

RED.plugins.registerPlugin('flow-secrets', {
  type: 'flow-secrets',
  onadd: () => {
    addSidebar(RED, new Runtime(RED, $), translator(RED));
    proposeDeletion(RED, translator(RED));
  },
});
