// The part of Node-RED's editor that we use (3.1 to 5.0; https://nodered.org/docs/api/ui/). It has no types of its own.
// What is read from its source is said so: it is no documented interface, and is used with care.

import { type DeployedNode } from '../check-flows.ts';

export interface Red {
  /** Translates; the key begins with a namespace and a colon. */
  readonly _: (key: string) => string;
  readonly plugins: { readonly registerPlugin: (id: string, definition: EditorPlugin) => void };
  readonly events: { readonly on: (event: string, listener: () => void) => void };
  readonly nodes: {
    /** From its source: the flows as a deploy sends them. */
    readonly createCompleteNodeSet: (options: { readonly credentials: boolean }) => readonly DeployedNode[];
    readonly node: (id: string) => EditorNode | null | undefined;
  };
  readonly view: { readonly reveal: (id: string) => void };
  /** From its source: the form of a configuration node. */
  readonly editor: { readonly editConfig: (property: string, type: string, id: string) => void };
  /** From its source: works without https too, which the browser's own clipboard does not. */
  readonly clipboard: { readonly copyText: (text: string) => void };
  readonly comms: { readonly subscribe: (topic: string, listener: (topic: string, data: unknown) => void) => void };
  readonly sidebar: {
    readonly addTab: (tab: SidebarTab) => void;
    readonly show: (id: string) => void;
  };
}

interface EditorNode {
  readonly type: string;
  /** Absent for a node of a type that is not there. */
  readonly _def?: { readonly category?: string };
}

interface EditorPlugin {
  readonly type: string;
  /** Called at once. */
  readonly onadd: () => void;
}

/** https://nodered.org/docs/api/ui/sidebar */
interface SidebarTab {
  readonly id: string;
  /** On the tab itself. */
  readonly label: string;
  /** In the menu of the tabs. */
  readonly name: string;
  readonly iconClass: string;
  readonly content: HTMLElement;
  /** Stays in reach while a node is edited. */
  readonly enableOnEdit: boolean;
  readonly onchange?: () => void;
}

/** jQuery, which the editor puts its token and its own root into (`$.ajaxSetup` in ui/../settings.js). */
export interface JQuery {
  readonly ajax: (request: AjaxRequest) => PromiseLike<unknown>;
}

interface AjaxRequest {
  /** Relative, without a slash before it. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly contentType?: string;
  readonly data?: string;
  readonly dataType: 'json';
}
