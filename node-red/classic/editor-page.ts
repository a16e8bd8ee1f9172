import { SECRET_MANAGER } from '../../language/secret-manager.ts';

// Runs in Node-RED's editor, which has these as globals (https://nodered.org/docs/api/ui/).
interface EditorNode {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
}
declare const RED: {
  readonly nodes: {
    readonly registerType: (type: string, definition: object) => void;
    readonly filterNodes: (filter: { readonly type: string }) => readonly EditorNode[];
  };
  readonly events: { readonly on: (event: 'nodes:add', listener: (node: EditorNode) => void) => void };
  readonly notify: (text: string, options: { readonly type: 'warning'; readonly timeout: number }) => void;
  readonly _: (key: string) => string;
};

/** Imports and the first load add many nodes at once: one notice is enough; milliseconds. */
const QUIET = 300;
/** How long the notice stays; milliseconds. */
const SHOWN = 10_000;

RED.nodes.registerType(SECRET_MANAGER, {
  category: 'Flow Secrets',
  color: '#D8BFD8',
  defaults: { name: { value: '' }, autosync: { value: '60' }, syncOnSave: { value: true } },
  inputs: 0,
  outputs: 1,
  icon: 'font-awesome/fa-key',
  paletteLabel: sentence('label'),
  label(this: EditorNode): string {
    return this.name === undefined || this.name === '' ? sentence('label') : this.name;
  },
  labelStyle(this: EditorNode): string {
    return this.name === undefined || this.name === '' ? '' : 'node_label_italic';
  },
});

let timer: ReturnType<typeof setTimeout> | undefined;
RED.events.on('nodes:add', ({ type }) => {
  if (type !== SECRET_MANAGER) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (RED.nodes.filterNodes({ type: SECRET_MANAGER }).length < 2) return;
    RED.notify(sentence('only-one'), { type: 'warning', timeout: SHOWN });
  }, QUIET);
});

function sentence(key: string): string {
  return RED._(`@flow-secrets/node-red-secret-manager/secret-manager:secret-manager.${key}`);
}
