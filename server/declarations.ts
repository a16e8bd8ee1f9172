import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { type Range } from 'vscode-languageserver';
import { createDocument } from '../language/document/source-document.ts';
import { isNamed } from '../language/reference.ts';
import { type NamePlace } from '../language/names/name-place.ts';
import { viewOf } from './names.ts';
import { rangeOf, type Site } from './site.ts';

/** Where a secret, path or credential stands in the store's own file. */
export interface Declaration {
  readonly path: string;
  /** The property with what it holds. */
  readonly range: Range;
  /** Its key. */
  readonly selection: Range;
}

/** In every space file of the cursor's file that has the name, or in credentials.json. Empty for a store that is no file. */
export async function declarationsOf(site: Site, place: NamePlace): Promise<readonly Declaration[]> {
  const view = viewOf(site.workspace, site.path);
  const { reference, segment } = place;
  if (view?.project.config.store.kind !== 'files' || !isNamed(reference)) return [];
  const names = [reference.key, ...reference.path.slice(0, segment + 1)].map(({ name }) => name);
  if (reference.kind === 'credential') {
    const { source } = view.catalog.credentials;
    if (source === undefined) return [];
    const [credential = '', field] = names;
    const top = ['credentials', credential];
    const paths =
      field === undefined
        ? [top]
        : [
            [...top, 'fields', field],
            [...top, 'sealed', field],
          ];
    return (await Promise.all(paths.map((path) => locate(site, source, path)))).flat();
  }
  const sources = view.spaces.map(({ source }) => locate(site, source, ['secrets', ...names]));
  return (await Promise.all(sources)).flat();
}

/** The property at a path of a JSON file; an editor's unsaved text stands before the disk. */
async function locate(site: Site, file: string, path: readonly string[]): Promise<readonly Declaration[]> {
  const text = site.workspace.document(file)?.slice() ?? (await readText(site, file));
  const root = text === undefined ? undefined : parseTree(text.replace('\ufeff', ' '));
  if (text === undefined || !root) return [];
  const segments = path.map((name) => (/^\d+$/.test(name) ? [name, Number(name)] : [name]));
  const node = segments.reduce<typeof root | undefined>(
    (parent, names) =>
      parent && names.map((name) => findNodeAtLocation(parent, [name])).find((child) => child !== undefined),
    root,
  );
  if (!node) return [];
  const property = node.parent?.type === 'property' ? node.parent : node;
  const key = property.children?.[0] ?? node;
  const document = createDocument(file, text);
  const range = rangeOf(document, { start: property.offset, end: property.offset + property.length });
  const selection =
    property === node ? range : rangeOf(document, { start: key.offset + 1, end: key.offset + key.length - 1 });
  return [{ path: file, range, selection }];
}

async function readText(site: Site, file: string): Promise<string | undefined> {
  const bytes = await site.files.read(file).catch(() => undefined);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
