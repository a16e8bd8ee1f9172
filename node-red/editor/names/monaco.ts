// The part of Monaco that we use (0.34 in Node-RED 3.1 to 0.55 in 5.0; https://microsoft.github.io/monaco-editor/docs.html).

export interface Monaco {
  readonly editor: {
    readonly onDidCreateEditor: (listener: (editor: CodeEditor) => void) => void;
    readonly setModelMarkers: (model: TextModel, owner: string, markers: readonly Marker[]) => void;
  };
  readonly languages: {
    readonly registerCompletionItemProvider: (language: string, provider: CompletionProvider) => void;
    readonly CompletionItemKind: Readonly<Record<'Constant' | 'Field' | 'Module' | 'Property', number>>;
  };
  readonly MarkerSeverity: Readonly<Record<'Hint' | 'Info' | 'Warning' | 'Error', number>>;
  readonly MarkerTag: Readonly<Record<'Unnecessary' | 'Deprecated', number>>;
}

export interface CodeEditor {
  readonly getContainerDomNode: () => HTMLElement;
  readonly getModel: () => TextModel | null;
  readonly onDidChangeModelContent: (listener: () => void) => void;
  /** Node-RED replaces the model when the language changes. */
  readonly onDidChangeModel: (listener: () => void) => void;
  readonly onDidDispose: (listener: () => void) => void;
}

export interface TextModel {
  readonly getValue: () => string;
  readonly getOffsetAt: (position: MonacoPosition) => number;
  readonly getPositionAt: (offset: number) => MonacoPosition;
}

/** Both count from 1. */
export interface MonacoPosition {
  readonly lineNumber: number;
  readonly column: number;
}

export interface MonacoRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

export interface Marker extends MonacoRange {
  readonly severity: number;
  readonly message: string;
  readonly code: string;
  readonly source: string;
  readonly tags?: readonly number[];
}

interface CompletionProvider {
  readonly triggerCharacters: readonly string[];
  readonly provideCompletionItems: (
    model: TextModel,
    position: MonacoPosition,
  ) => { readonly suggestions: readonly CompletionItem[] };
}

export interface CompletionItem {
  readonly label: string;
  readonly kind: number;
  readonly detail: string;
  readonly insertText: string;
  readonly filterText: string;
  readonly sortText: string;
  readonly range: { readonly insert: MonacoRange; readonly replace: MonacoRange };
  readonly additionalTextEdits?: readonly { readonly range: MonacoRange; readonly text: string }[];
}

/** Where a span of the model's text stands. */
export function rangeIn(
  model: TextModel,
  { start, end }: { readonly start: number; readonly end: number },
): MonacoRange {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
