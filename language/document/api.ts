import { type CodePlace, type CodeReader } from '../code/code.ts';
import { type Position, type TextChange } from '../position.ts';
import {
  type BareAccess,
  type FlowNode,
  type Ignore,
  type PartFacts,
  type Reference,
  type Slip,
  type Span,
} from '../reference.ts';

/**
 * How a file is read (CONTRACTS, Which files are looked at). `none`: a JSON or YAML file that is nothing of ours;
 * `code`: a property of a node, in an editor of its own.
 */
export type FileKind = 'flow' | 'template' | 'script' | 'record' | 'none' | 'code';

/** A part of a document that is read on its own: some nodes of a flow, or the whole of another file. */
export interface DocumentPart extends Span {
  /** The same object as long as the part's text is the same: what is known of it may be kept by it. */
  readonly id: object;
  readonly text: string;
  /** How its text is read. */
  form(): PartForm;
}

/** What the text of a part is. */
export type PartForm =
  /** Objects of an array; their offsets count in the part. One that is nested too deeply is not read. */
  | { readonly kind: 'nodes'; readonly nodes: readonly (Span & { readonly deep: boolean })[] }
  /** A flow in an object, or the settings of one node, perhaps; see flow-object.ts and exploded-node.ts. */
  | { readonly kind: 'flow-object' | 'settings' }
  | { readonly kind: 'template' | 'script' | 'other' }
  | { readonly kind: 'record'; readonly format: 'json' | 'yaml' }
  | { readonly kind: 'code'; readonly reader: CodeReader };

/** What the rules look at in a part of a document that begins at `start`. */
export interface PlacedFacts {
  readonly start: number;
  /** The same object as long as the part's text is the same; offsets count in the part. */
  readonly facts: PartFacts;
}

/** A file's text with what it refers to. Answers depend on the present text only, whatever edits led to it. */
export interface SourceDocument {
  readonly kind: FileKind;
  /** How the text is read, where it is one property of a node; undefined for a file. */
  readonly reader: CodeReader | undefined;
  /** UTF-16 code units, byte order mark included. */
  readonly length: number;
  /** The text from `start` to `end` (default: all of it). */
  slice(start?: number, end?: number): string;
  positionAt(offset: number): Position;
  /** Positions beyond a line or the text are clamped, as LSP asks. */
  offsetAt(position: Position): number;
  /** Applies LSP changes in turn. Costs the touched node, not the file. */
  update(changes: readonly TextChange[]): void;
  /** Another text, read as this one is. */
  withText(text: string): SourceDocument;

  /**
   * Reads what has not been read yet in short steps, so that a caller can let others go first. `references`,
   * `bareAccesses` and `slips` then only gather. Files that are no array of nodes have no steps.
   */
  readInSteps(): Iterator<void>;
  /** True while there is so much left to read that it is to be read in steps. */
  readonly takesLong: boolean;
  /** All references in document order, unfinished and dynamic ones included. */
  references(): readonly Reference[];
  /** The references whose key, path segment or span touches the offset (ends included), innermost first. */
  referencesAt(offset: number): readonly Reference[];
  /** The references that may have a name in the span, and perhaps some near it. Reads the nodes that touch it only. */
  referencesIn(span: Span): readonly Reference[];
  bareAccesses(): readonly BareAccess[];
  /** What the runtime refuses or overlooks, in document order. */
  slips(): readonly Slip[];
  /** The types of the Secret Manager nodes that start with the flows, in document order. */
  managers(): readonly Span[];
  /** Where comments and descriptions of nodes ask for silence (docs/rules.md). */
  ignores(): readonly Ignore[];

  /** References, bare accesses, slips and ignores by the parts that they stand in, in document order. */
  facts(): Iterable<PlacedFacts>;
  /** All parts that may hold literals, in document order. */
  parts(): Iterable<DocumentPart>;
  /** The part that holds the offset. */
  partAt(offset: number): DocumentPart | undefined;

  /** The node that holds the offset, for flow files. */
  nodeAt(offset: number): FlowNode | undefined;
  /** Every node in document order (tabs, subflows and config nodes too); empty for other kinds. */
  nodes(): readonly FlowNode[];
  /** About how many nodes there are, and the tabs, subflows and groups among them: reads no other node of a big array. */
  readonly nodeCount: number;
  containers(): readonly FlowNode[];
  /**
   * The properties of nodes that are code, a template or JSONata, in document order; of one node where `id` is given,
   * which leaves the rest of a big file unread. Read one by one.
   */
  codePlaces(id?: string): Iterable<CodePlace>;
  /** `tab › node` as people know them: names, else types; undefined parts left out. */
  siteOf(offset: number): { readonly tab?: string; readonly node?: string; readonly nodeId?: string };

  /**
   * What keeps the text from being read whole (torn JSON, too deep), for people; undefined when all is well.
   * The delete guard refuses while a file that may hold references has one.
   */
  problem(): string | undefined;
}
