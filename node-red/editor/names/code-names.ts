import { type EmbeddedCode } from '../../../language/code/embedded-text.ts';
import { type SourceDocument } from '../../../language/document/api.ts';
import { createCodeDocument } from '../../../language/document/source-document.ts';
import { nodeWords } from '../../../language/ignores/directives.ts';
import { withoutIgnored } from '../../../language/ignores/ignored.ts';
import { type Ignore } from '../../../language/reference.ts';
import { createRuleContext } from '../../../language/rules/context.ts';
import { type Finding, type Severity } from '../../../language/finding.ts';
import { judgePart } from '../../../language/rules/judge.ts';
import { type RuleSettings } from '../../../language/rules/settings.ts';
import { ruleEntry } from '../../../language/rules/table.ts';
import { type Catalog } from '../../../language/catalog.ts';
import { codeEditorId, codeIn, isDescription } from './code-editors.ts';
import {
  type CodeEditor,
  type CompletionItem,
  type Marker,
  type Monaco,
  type MonacoPosition,
  rangeIn,
  type TextModel,
} from './monaco.ts';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

/** Owner and source of our markers. Node-RED counts only those of the language as errors of a function. */
const OWNER = 'flow-secrets';
/** Milliseconds without a keystroke until the text is judged. */
const PAUSE = 200;
/** Languages that Node-RED shows code of nodes in: a function, an expression, and the formats of a template. */
const LANGUAGES =
  'javascript jsonata handlebars html json css markdown php python sql yaml plaintext text typescript xml'.split(' ');
const TRIGGERS = ['.', '[', '"', "'", '`'];

const KINDS = { secret: 'Constant', path: 'Field', credential: 'Module', field: 'Property' } as const;
const SEVERITIES = { error: 'Error', warning: 'Warning', info: 'Info', hint: 'Hint' } as const satisfies Record<
  Severity,
  string
>;
const TAGS = { unnecessary: 'Unnecessary', deprecated: 'Deprecated' } as const;

/** What the editors of code know of the names; it may change. */
export interface Names {
  readonly catalog: Catalog;
  /** How loud rules speak in the project. */
  readonly rules: RuleSettings;
  readonly onChanged: (listener: () => void) => void;
}

/** Completes and judges names in Monaco editors that show code of a node. */
export class CodeNames {
  readonly #monaco: Monaco;
  readonly #names: Names;
  readonly #editors = new Map<CodeEditor, string>();
  /** The editors of descriptions, the innermost dialog's last: each dialog makes one as it opens. */
  readonly #descriptions = new Set<CodeEditor>();
  readonly #waiting = new Map<CodeEditor, ReturnType<typeof setTimeout>>();

  /** From now on: of editors that are opened later. */
  constructor(monaco: Monaco, names: Names) {
    this.#monaco = monaco;
    this.#names = names;
    monaco.editor.onDidCreateEditor((editor) => {
      this.#add(editor);
    });
    const provider = {
      triggerCharacters: TRIGGERS,
      provideCompletionItems: (model: TextModel, position: MonacoPosition) => ({
        suggestions: this.#complete(model, position),
      }),
    };
    for (const language of LANGUAGES) monaco.languages.registerCompletionItemProvider(language, provider);
    names.onChanged(() => {
      this.#judgeAll();
    });
  }

  #add(editor: CodeEditor): void {
    const id = codeEditorId(editor.getContainerDomNode());
    if (id !== undefined && isDescription(id)) this.#addDescription(editor);
    if (id === undefined || codeIn(id, document) === undefined) return;
    this.#editors.set(editor, id);
    const later = (): void => {
      this.#judgeSoon(editor);
    };
    editor.onDidChangeModelContent(later);
    editor.onDidChangeModel(later);
    editor.onDidDispose(() => {
      clearTimeout(this.#waiting.get(editor));
      this.#waiting.delete(editor);
      this.#editors.delete(editor);
    });
    later();
  }

  /** What it says of findings holds for the whole node. */
  #addDescription(editor: CodeEditor): void {
    this.#descriptions.add(editor);
    const judge = (): void => {
      this.#judgeAll();
    };
    editor.onDidChangeModelContent(judge);
    editor.onDidChangeModel(judge);
    editor.onDidDispose(() => {
      this.#descriptions.delete(editor);
    });
    judge();
  }

  #judgeAll(): void {
    for (const editor of this.#editors.keys()) this.#judgeSoon(editor);
  }

  #judgeSoon(editor: CodeEditor): void {
    clearTimeout(this.#waiting.get(editor));
    this.#waiting.set(
      editor,
      setTimeout(() => {
        this.#judge(editor);
      }, PAUSE),
    );
  }

  #judge(editor: CodeEditor): void {
    const model = editor.getModel();
    const code = this.#codeOf(editor);
    if (!model) return;
    const findings = code ? this.#findingsIn(createCodeDocument(model.getValue(), code)) : [];
    this.#monaco.editor.setModelMarkers(
      model,
      OWNER,
      findings.map((finding) => this.#markerOf(finding, model)),
    );
  }

  #findingsIn(text: SourceDocument): readonly Finding[] {
    const { catalog, rules } = this.#names;
    const context = createRuleContext({ kind: 'all' }, catalog, rules);
    const findings = [...text.facts()].flatMap(({ facts }) => judgePart(facts, context).findings);
    return withoutIgnored(findings, this.#nodeIgnores());
  }

  #nodeIgnores(): readonly Ignore[] {
    const description = [...this.#descriptions].at(-1)?.getModel()?.getValue() ?? '';
    return nodeWords(description).map((rules) => ({ start: 0, end: Number.MAX_SAFE_INTEGER, rules }));
  }

  #markerOf(finding: Finding, model: TextModel): Marker {
    const tag = finding.tag === 'none' ? undefined : ruleEntry(finding.rule).tag;
    return {
      ...rangeIn(model, finding),
      severity: this.#monaco.MarkerSeverity[SEVERITIES[finding.severity]],
      message: finding.message,
      code: finding.rule,
      source: OWNER,
      ...(tag && { tags: [this.#monaco.MarkerTag[TAGS[tag]]] }),
    };
  }

  #complete(model: TextModel, position: MonacoPosition): readonly CompletionItem[] {
    const editor = [...this.#editors.keys()].find((one) => one.getModel() === model);
    const code = editor && this.#codeOf(editor);
    if (!code) return [];
    const offset = model.getOffsetAt(position);
    const suggestions = suggestionsAt(createCodeDocument(model.getValue(), code), offset, this.#names.catalog);
    return suggestions.map((suggestion, index) => this.#itemOf(suggestion, index, model, offset));
  }

  #itemOf(suggestion: Suggestion, index: number, model: TextModel, offset: number): CompletionItem {
    const { name, kind, detail, text, filterText, span, removal } = suggestion;
    return {
      label: name,
      kind: this.#monaco.languages.CompletionItemKind[KINDS[kind]],
      detail,
      insertText: text,
      filterText,
      sortText: String(index).padStart(6, '0'),
      range: { insert: rangeIn(model, { start: span.start, end: offset }), replace: rangeIn(model, span) },
      ...(removal && { additionalTextEdits: [{ range: rangeIn(model, removal), text: '' }] }),
    };
  }

  #codeOf(editor: CodeEditor): EmbeddedCode | undefined {
    return codeIn(this.#editors.get(editor) ?? '', document);
  }
}
