import { type Location, type ReferenceParams } from 'vscode-languageserver';
import { nameAt } from '../../language/names/name-place.ts';
import { declarationsOf } from '../declarations.ts';
import { type Site } from '../site.ts';

/** Everything that means the same secret or credential, in closed files too (CONTRACTS 10). */
export async function references(site: Site, { position, context }: ReferenceParams): Promise<Location[]> {
  const place = nameAt(site.document, site.document.offsetAt(position));
  if (!place || place.name.name === '') return [];
  const found = site.workspace.sameReferences(site.path, place.reference, place.name);
  const uses = found.map(({ path, range, pathRanges }) => ({
    uri: site.uriOf(path),
    range: pathRanges[place.segment] ?? range,
  }));
  if (!context.includeDeclaration) return uses;
  const declarations = await declarationsOf(site, place);
  return [...uses, ...declarations.map(({ path, selection }) => ({ uri: site.uriOf(path), range: selection }))];
}
