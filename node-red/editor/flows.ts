import { type Red } from './red.ts';
import { type DeployedNode } from '../check-flows.ts';

/** Editing comes in bursts: milliseconds of rest before the flows are looked at. */
const REST_MS = 300;
const CHANGES = [
  'flows:loaded',
  'flows:add',
  'flows:change',
  'flows:remove',
  'subflows:add',
  'subflows:change',
  'subflows:remove',
  'groups:change',
  'nodes:add',
  'nodes:change',
  'nodes:remove',
  'workspace:clear',
] as const;

/** The flows in the editor, deployed or not. */
export class EditorFlows {
  readonly #red: Red;

  constructor(red: Red) {
    this.#red = red;
  }

  /** As a deploy would send them, without the credentials of nodes. */
  nodes(): readonly DeployedNode[] {
    return this.#red.nodes.createCompleteNodeSet({ credentials: false });
  }

  /** Calls the listener when the flows have changed and rest. */
  onChanged(listener: () => void): void {
    let timer: number | undefined;
    for (const event of CHANGES) {
      this.#red.events.on(event, () => {
        window.clearTimeout(timer);
        timer = window.setTimeout(listener, REST_MS);
      });
    }
  }

  /** Shows a node where it stands; a configuration node, which stands nowhere, in its form. */
  reveal(id: string): void {
    const node = this.#red.nodes.node(id);
    if (node?._def?.category === 'config') this.#red.editor.editConfig('', node.type, id);
    else this.#red.view.reveal(id);
  }
}
