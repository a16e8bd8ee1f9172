import { FlowCheck } from '../../check-flows.ts';
import { type NodeFinding } from '../../findings.ts';
import { SlicedWork } from '../../sliced-work.ts';
import { type EditorFlows } from '../flows.ts';
import { type Translate } from '../translate.ts';
import { type Names } from './code-names.ts';

/** The part of Node-RED's editor that is needed here. */
export interface DeployingRed {
  /** https://nodered.org/docs/api/ui/notifications */
  readonly notify: (content: HTMLElement, options: NotificationOptions) => Notification;
}
interface NotificationOptions {
  readonly type: 'warning';
  /** Stays until it is closed. */
  readonly fixed: true;
  readonly buttons: readonly { readonly text: string; readonly click: () => void }[];
}
interface Notification {
  readonly close: () => void;
}
/** https://api.jquery.com/ajaxSend/ */
export type AjaxEvents = (target: Document) => {
  readonly on: (
    event: 'ajaxSend',
    listener: (event: unknown, request: unknown, settings: { readonly url?: string; readonly type?: string }) => void,
  ) => void;
};

/** Nodes that are listed. */
const MOST = 10;

/** Names the nodes of a deploy that use unknown names. The deploy goes on. */
export class DeployWarning {
  readonly #red: DeployingRed;
  readonly #flows: EditorFlows;
  readonly #names: Names;
  readonly #translate: Translate;
  readonly #check = new FlowCheck();
  #shown: Notification | undefined;
  readonly #work = new SlicedWork<readonly NodeFinding[]>({
    later: (goOn) => {
      setTimeout(goOn);
    },
    done: (findings) => {
      if (findings.length > 0) this.#show(findings);
    },
    // The deploy goes on, and the runtime says in its log what it finds.
    failed: () => undefined,
  });

  constructor(red: DeployingRed, jquery: AjaxEvents, flows: EditorFlows, names: Names, translate: Translate) {
    this.#red = red;
    this.#flows = flows;
    this.#names = names;
    this.#translate = translate;
    // Node-RED has no event before a deploy, and several ways to begin one: all send the flows (ui/deploy.js).
    jquery(document).on('ajaxSend', (_event, _request, { url, type }) => {
      if (type === 'POST' && url !== undefined && /(?:^|\/)flows(?:\?|$)/.test(url)) this.#begin();
    });
  }

  #begin(): void {
    this.#shown?.close();
    this.#shown = undefined;
    this.#work.begin(this.#check.check(this.#flows.nodes(), this.#names.catalog, this.#names.rules));
  }

  #show(findings: readonly NodeFinding[]): void {
    const notification = this.#red.notify(this.#contentOf(findings), {
      type: 'warning',
      fixed: true,
      buttons: [
        {
          text: this.#translate('names.close'),
          click: () => {
            notification.close();
          },
        },
      ],
    });
    this.#shown = notification;
  }

  #contentOf(findings: readonly NodeFinding[]): HTMLElement {
    const content = document.createElement('div');
    content.className = 'flow-secrets-findings';
    const list = document.createElement('ul');
    list.append(...findings.slice(0, MOST).map((finding) => this.#itemOf(finding)));
    const more = findings.length - MOST;
    content.append(paragraph(this.#translate('names.unknown')), list);
    if (more > 0) content.append(paragraph(this.#translate('names.more', { count: more })));
    return content;
  }

  #itemOf({ node, name, tab, property, message }: NodeFinding): HTMLElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'red-ui-button red-ui-button-small';
    button.textContent = [tab, name, property].filter((part) => part !== undefined).join(' › ');
    button.title = this.#translate('names.reveal');
    button.addEventListener('click', () => {
      this.#flows.reveal(node);
    });
    item.append(button, ` ${message}`);
    return item;
  }
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
