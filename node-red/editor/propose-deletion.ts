import { SECRET_MANAGER } from '../../language/secret-manager.ts';
import { type Translate } from './translate.ts';

interface EditorNode {
  readonly id: string;
  /** `unknown` where no module registers it; then `_orig` has what the flow file says. */
  readonly type: string;
  readonly _orig?: { readonly type?: string };
}

/** The parts of Node-RED's editor that this needs (3.1 to 5.0; https://nodered.org/docs/api/ui/). */
export interface ManagerEditor {
  readonly events: { readonly on: (event: 'nodes:add', listener: (node: EditorNode) => void) => void };
  readonly nodes: { readonly eachNode: (visit: (node: EditorNode) => void) => void };
  readonly view: {
    readonly reveal: (id: string) => void;
    readonly select: (selection: { readonly nodes: readonly EditorNode[] }) => void;
  };
  readonly actions: { readonly invoke: (action: 'core:delete-selection') => void };
  /** `text` is HTML. */
  readonly notify: (text: string, options: NotifyOptions) => { readonly close: () => void };
}

interface NotifyOptions {
  readonly type: 'warning';
  readonly fixed: true;
  readonly buttons: readonly { readonly text: string; readonly class?: 'primary'; readonly click: () => void }[];
}

/** Kept by the browser: the ids of the nodes that are not to be asked about again. */
const KEPT = 'flow-secrets.kept-managers';
/** The first load adds all nodes one by one, and 3.1 does not tell when it has ended; milliseconds. */
const QUIET_MS = 300;

/** Proposes to delete Secret Manager nodes: with the plugin none is needed, and an unknown one keeps all flows from starting. */
export function proposeDeletion(red: ManagerEditor, translate: Translate): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: { readonly close: () => void } | undefined;
  red.events.on('nodes:add', (node) => {
    if (!isManager(node)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown?.close();
      shown = propose(red, translate);
    }, QUIET_MS);
  });
}

function propose(red: ManagerEditor, translate: Translate): { readonly close: () => void } | undefined {
  const found = managers(red);
  const kept = new Set(keptIds());
  if (found.every(({ id }) => kept.has(id))) return undefined;
  const isUnknown = found.some(({ type }) => type !== SECRET_MANAGER);
  const notice = red.notify(translate(isUnknown ? 'manager.unknown' : 'manager.found'), {
    type: 'warning',
    fixed: true,
    buttons: [
      {
        text: translate('manager.keep'),
        click: () => {
          keep(found.map(({ id }) => id));
          notice.close();
        },
      },
      {
        text: translate('manager.delete'),
        class: 'primary',
        click: () => {
          for (const node of managers(red)) remove(red, node);
          notice.close();
        },
      },
    ],
  });
  return notice;
}

function managers(red: ManagerEditor): readonly EditorNode[] {
  const found: EditorNode[] = [];
  red.nodes.eachNode((node) => {
    if (isManager(node)) found.push(node);
  });
  return found;
}

function isManager({ type, _orig }: EditorNode): boolean {
  return type === SECRET_MANAGER || (type === 'unknown' && _orig?.type === SECRET_MANAGER);
}

/** As a user does it, so that the editor keeps wires, groups and undo right; shown, so that it is seen what goes. */
function remove(red: ManagerEditor, node: EditorNode): void {
  red.view.reveal(node.id);
  red.view.select({ nodes: [node] });
  red.actions.invoke('core:delete-selection');
}

function keptIds(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    // Another page wrote something else there, or the browser keeps nothing: then it is asked again.
    return [];
  }
}

function keep(ids: readonly string[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...new Set([...keptIds(), ...ids])]));
  } catch {
    // The browser keeps nothing for us: it is asked again.
  }
}
