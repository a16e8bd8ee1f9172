import { type CodePlace } from '../code/code.ts';
import { type BareAccess, type FlowNode, type Ignore, type Reference, type Slip, type Span } from '../reference.ts';
import { type DocumentPart, type FileKind, type PlacedFacts } from './api.ts';

/** What one state of a text holds; each answer is worked out when it is first asked for. */
export interface Contents {
  readonly kind: FileKind;
  /** See SourceDocument.readInSteps. */
  readInSteps(): Iterator<void>;
  /** See SourceDocument.takesLong. */
  readonly takesLong: boolean;
  references(): readonly Reference[];
  /** See SourceDocument.referencesIn. */
  referencesIn(span: Span): readonly Reference[];
  bareAccesses(): readonly BareAccess[];
  slips(): readonly Slip[];
  /** See SourceDocument.facts. */
  facts(): Iterable<PlacedFacts>;
  /** See SourceDocument.parts. */
  parts(): Iterable<DocumentPart>;
  partAt(offset: number): DocumentPart | undefined;
  /** See SourceDocument.managers. */
  managers(): readonly Span[];
  ignores(): readonly Ignore[];
  /** In document order. */
  nodes(): readonly FlowNode[];
  /** How many items are read as nodes: costs no reading in an array. */
  readonly nodeCount: number;
  /** Tabs, subflows and groups, in document order. */
  containers(): readonly FlowNode[];
  nodeAt(offset: number): FlowNode | undefined;
  /** The tab, subflow or group with this id. */
  container(id: string): FlowNode | undefined;
  /** See SourceDocument.codePlaces. */
  codePlaces(id?: string): Iterable<CodePlace>;
  /** See SourceDocument.problem. */
  problem(): string | undefined;
}
