import { createDocument } from '../../language/document/source-document.ts';
import { type Segment } from '../../language/references/write-access.ts';
import { isNamed } from '../../language/reference.ts';
import { mayMention } from '../../language/references/mentions.ts';
import { type DeployedNode } from '../check-flows.ts';
import { type FlowPlace, flowPlace } from '../flow-place.ts';

/** A place that names a secret or a credential. */
export interface Use extends FlowPlace {
  /** What it names below the key, or which field. */
  readonly path: readonly Segment[];
}

const CONTAINERS: ReadonlySet<string> = new Set(['tab', 'subflow']);

/** The uses in the editor's present flows, deployed or not. A node whose text has not changed is not parsed again. */
export class Uses {
  readonly #document = createDocument('flows.json', '[]');
  #secrets: ReadonlyMap<string, readonly Use[]> = new Map();
  #credentials: ReadonlyMap<string, readonly Use[]> = new Map();

  /** Looks at the flows as they are now. */
  update(nodes: readonly DeployedNode[]): void {
    this.#document.update([{ text: `[${textsOf(nodes).join(',')}]` }]);
    const secrets = new Map<string, Use[]>();
    const credentials = new Map<string, Use[]>();
    for (const reference of this.#document.references()) {
      if (!isNamed(reference)) continue;
      const uses = reference.kind === 'secret' ? secrets : credentials;
      const use: Use = {
        ...flowPlace(this.#document.siteOf(reference.start), reference.property),
        path: reference.path.map(({ name, notation }) => ({ name, index: notation.kind === 'index' })),
      };
      const known = uses.get(reference.key.name);
      if (known) known.push(use);
      else uses.set(reference.key.name, [use]);
    }
    this.#secrets = secrets;
    this.#credentials = credentials;
  }

  /** In the order of the flows. */
  ofSecret(key: string): readonly Use[] {
    return this.#secrets.get(key) ?? [];
  }

  ofCredential(name: string): readonly Use[] {
    return this.#credentials.get(name) ?? [];
  }
}

/** The JSON of the nodes that name something, and of tabs and subflows their names. */
function textsOf(nodes: readonly DeployedNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    const text = JSON.stringify(node);
    if (mayMention(text)) return [text];
    const { id, type, label, name } = node;
    return CONTAINERS.has(type) ? [JSON.stringify({ id, type, label, name })] : [];
  });
}
