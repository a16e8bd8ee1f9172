import { applyEdits, findNodeAtLocation, type FormattingOptions, type JSONPath, modify, parseTree } from 'jsonc-parser';
import { globOfFile } from './bindings.ts';
import { type Config, type Runtime } from './config.ts';
import { ConfigProblem, withoutByteOrderMark } from './json-text.ts';
import { readConfig } from './read-config.ts';

// Pure edits of the text of flow-secrets.json: comments, order and formatting of everything else stay as they are.
// An empty text stands for a file that is still to be made. All throw ConfigProblem when the text can't be read.

/** Binds one file to exactly these spaces (globs that match it too keep adding theirs). */
export function bindFile(text: string, relativePath: string, spaces: readonly string[]): string {
  const { source, config } = open(text);
  const glob = globOfFile(relativePath);
  const bindings = config.bindings ?? [];
  const present = bindings.findIndex((binding) => binding.files.length === 1 && binding.files[0] === glob);
  if (present >= 0) return close(text, set(source, ['bindings', present, 'spaces'], spaces));
  const binding = { files: [glob], spaces };
  if (!config.bindings) return close(text, set(source, ['bindings'], [binding]));
  return close(text, set(source, ['bindings', bindings.length], binding, true));
}

/** Writes the new name beside the old one wherever bindings and runtimes name the space. */
export function addSpaceName(text: string, from: string, to: string): string {
  return editSpaces(text, from, (source, path, spaces, index) => {
    if (spaces.includes(to)) return source;
    const end = spanAt(source, [...path, index]).end;
    return `${source.slice(0, end)}, ${JSON.stringify(to)}${source.slice(end)}`;
  });
}

/** Writes the new name wherever bindings and runtimes name the space; where both stand, the old one goes. */
export function renameSpace(text: string, from: string, to: string): string {
  return editSpaces(text, from, (source, path, spaces, index) => {
    const other = spaces.indexOf(to);
    if (other !== index + 1) return set(source, [...path, index], other < 0 ? to : undefined);
    const start = spanAt(source, [...path, index]).start;
    return source.slice(0, start) + source.slice(spanAt(source, [...path, other]).start);
  });
}

/** Where a value stands in the text. */
function spanAt(source: string, path: JSONPath): { readonly start: number; readonly end: number } {
  const root = parseTree(source, undefined, { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, path);
  return node ? { start: node.offset, end: node.offset + node.length } : { start: source.length, end: source.length };
}

type SpacesEdit = (source: string, path: JSONPath, spaces: readonly string[], index: number) => string;

/** Edits each list of spaces that names the space, at the index where it does so first. */
function editSpaces(text: string, space: string, edit: SpacesEdit): string {
  const opened = open(text);
  const { bindings = [], runtimes } = opened.config;
  const lists = [
    ...bindings.map(({ spaces }, index) => ({ path: ['bindings', index, 'spaces'], spaces })),
    ...runtimes.map(({ name, spaces }) => ({ path: ['runtimes', name, 'spaces'], spaces })),
  ];
  let { source } = opened;
  for (const { path, spaces } of lists) {
    const index = spaces.indexOf(space);
    if (index >= 0) source = edit(source, path, spaces, index);
  }
  return source === opened.source ? text : close(text, source);
}

/** @throws ConfigProblem when the name is taken */
export function addRuntime(text: string, runtime: Runtime): string {
  const { source, config } = open(text);
  if (config.runtimes.some(({ name }) => name === runtime.name)) {
    throw new ConfigProblem(`There is a runtime ${JSON.stringify(runtime.name)} already; choose another name.`);
  }
  return close(text, set(source, ['runtimes', runtime.name], { key: runtime.key, spaces: runtime.spaces }));
}

/** @throws ConfigProblem when there is none of that name */
export function removeRuntime(text: string, name: string): string {
  const { source, config } = open(text);
  if (!config.runtimes.some((runtime) => runtime.name === name)) {
    throw new ConfigProblem(`There is no runtime ${JSON.stringify(name)}.`);
  }
  return close(text, set(source, ['runtimes', name], undefined));
}

/** Gives a recipient a name; it gives no access. */
export function addOwner(text: string, name: string, recipient: string): string {
  const { source } = open(text);
  return close(text, set(source, ['owners', name], recipient));
}

function open(text: string): { readonly source: string; readonly config: Config } {
  const bare = withoutByteOrderMark(text);
  const source = bare.trim() === '' ? '{}\n' : bare;
  const read = readConfig(source);
  if ('problem' in read) throw new ConfigProblem(read.problem);
  return { source, config: read.config };
}

function close(before: string, after: string): string {
  return before.startsWith('\uFEFF') ? `\uFEFF${after}` : after;
}

function set(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: formattingOf(text), isArrayInsertion }));
}

/** Writes as the file is written: its own indent and line ends. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
