/** What is wrong with a value: the part of it, as one writes it, and what that must be. */
interface Fault {
  readonly part: string;
  readonly must: string;
}

/** Looks at one value; undefined when it is as the protocol says. */
type Check = (value: unknown) => Fault | undefined;

const check =
  (isRight: (value: unknown) => boolean, must: string): Check =>
  (value) =>
    isRight(value) ? undefined : { part: '', must };

const text = check((value) => typeof value === 'string', 'a string');
const flag = check((value) => typeof value === 'boolean', 'true or false');
const whole = check((value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number, 0 or more');

function optional(inner: Check, absent: readonly unknown[] = [undefined]): Check {
  return (value) => (absent.includes(value) ? undefined : inner(value));
}

function list(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return { part: '', must: 'a list' };
    for (const [index, one] of value.entries()) {
      const fault = item(one);
      if (fault) return { ...fault, part: `[${index}]${fault.part}` };
    }
    return undefined;
  };
}

/** An empty list passes for an object: that is how Lua writes an empty table. */
function object(members: Readonly<Record<string, Check>>): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null) return { part: '', must: 'an object' };
    for (const [name, member] of Object.entries(members)) {
      const fault = member((value as Readonly<Record<string, unknown>>)[name]);
      if (fault) return { ...fault, part: `.${name}${fault.part}` };
    }
    return undefined;
  };
}

const position = object({ line: whole, character: whole });
const range = object({ start: position, end: position });
const textDocument = object({ uri: text });
const texts = list(text);

const inDocument = object({ textDocument });
const atPosition = object({ textDocument, position });
const inRange = object({ textDocument, range });

const target: Check = (value) => {
  const { kind } = Object(value) as { readonly kind?: unknown };
  if (kind === 'secret') return object({ space: text, key: text, path: optional(texts) })(value);
  if (kind === 'space') return object({ space: text, keys: texts })(value);
  if (kind === 'credential') return object({ name: text, path: optional(texts) })(value);
  return { part: '.kind', must: '“secret”, “space” or “credential”' };
};
const referent = object({ key: text, path: list(object({ name: text, index: flag })) });
const nodeOrPosition: Check = (value) => (typeof value === 'string' ? undefined : position(value));
const symbolKind = check((value) => value === 'secret' || value === 'credential', '“secret” or “credential”');

const folders = list(object({ uri: text }));

/** What each message needs (source: LSP 3.18 and protocol.ts). What stands beside it is nobody's fault. */
const MESSAGES: ReadonlyMap<string, Check> = new Map([
  [
    'initialize',
    object({
      capabilities: object({}),
      rootUri: optional(text, [undefined, null]),
      workspaceFolders: optional(folders, [undefined, null]),
    }),
  ],
  ['textDocument/completion', atPosition],
  ['textDocument/inlineCompletion', object({ textDocument, position, context: object({}) })],
  ['textDocument/hover', atPosition],
  ['textDocument/definition', atPosition],
  ['textDocument/documentHighlight', atPosition],
  ['textDocument/prepareRename', atPosition],
  ['textDocument/references', object({ textDocument, position, context: object({}) })],
  ['textDocument/rename', object({ textDocument, position, newName: text })],
  ['textDocument/codeAction', object({ textDocument, range, context: object({ diagnostics: list(object({})) }) })],
  ['textDocument/inlayHint', inRange],
  ['textDocument/semanticTokens/range', inRange],
  ['textDocument/semanticTokens/full', inDocument],
  ['textDocument/semanticTokens/full/delta', object({ textDocument, previousResultId: text })],
  ['textDocument/documentSymbol', inDocument],
  ['textDocument/codeLens', inDocument],
  ['textDocument/diagnostic', inDocument],
  ['workspace/diagnostic', object({ previousResultIds: list(object({ uri: text, value: text })) })],
  ['flow-secrets/usages', object({ root: text, target, fresh: flag })],
  ['flow-secrets/fileState', object({ uri: text })],
  ['flow-secrets/codePlaces', object({ uri: text, of: optional(nodeOrPosition) })],
  ['flow-secrets/literal', object({ uri: text, range, referent: optional(referent) })],
  ['flow-secrets/symbolAt', object({ uri: text, position })],
  ['flow-secrets/rename', object({ root: text, kind: symbolKind, key: text, path: texts, spaces: texts, to: text })],
  ['textDocument/didOpen', object({ textDocument: object({ uri: text, languageId: text, text }) })],
  [
    'textDocument/didChange',
    object({ textDocument, contentChanges: list(object({ text, range: optional(range, [undefined, null]) })) }),
  ],
  ['textDocument/didClose', inDocument],
  ['textDocument/didSave', inDocument],
  ['workspace/didChangeWatchedFiles', object({ changes: list(object({ uri: text, type: whole })) })],
  ['workspace/didChangeWorkspaceFolders', object({ event: object({ added: folders, removed: folders }) })],
]);

/** Why the parameters of a request or notification can't be taken, for people; undefined when they can, or the method is not known here. */
export function faultOf(method: string, params: unknown): string | undefined {
  const fault = MESSAGES.get(method)?.(params);
  return fault && `${method}: params${fault.part} must be ${fault.must}.`;
}
