import { type TextInput } from '../references/typed-inputs.ts';
import { type FlowNode, type Span } from '../reference.ts';

/**
 * How the text of a property is read; `looks`: a property of a node type that is not Node-RED's own; `global-key`: what a
 * typed input of the type `global` holds.
 */
export type CodeReader = TextInput['reader'] | 'startup-jsonata' | 'literal' | 'looks' | 'global-key';

/** A property of a node that is code or a template. Offsets: what stands between its quotes. */
export interface CodeProperty extends Span {
  /** In Node-RED's spelling: `func`, `rules[0].to`. */
  readonly property: string;
  readonly reader: CodeReader;
  /** The ending of a file in its language: `js`, `jsonata`, `html`. */
  readonly ending: string;
  /** False when its closing quote is missing: where it ends is a guess then. */
  readonly closed: boolean;
}

/** A code property with the node that it belongs to. */
export interface CodePlace extends CodeProperty {
  readonly node: FlowNode;
}
