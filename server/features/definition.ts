import { type Location, type LocationLink, type Position } from 'vscode-languageserver';
import { nameAt } from '../../language/names/name-place.ts';
import { declarationsOf } from '../declarations.ts';
import { rangeOf, type Site } from '../site.ts';

/** The key in each space file that has it, or the credential in credentials.json. */
export async function definition(site: Site, position: Position): Promise<Location[] | LocationLink[]> {
  const place = nameAt(site.document, site.document.offsetAt(position));
  if (!place) return [];
  // The document may change while the store's files are read.
  const originSelectionRange = rangeOf(site.document, place.name);
  const declarations = await declarationsOf(site, place);
  if (!site.client.locationLinks) {
    return declarations.map(({ path, selection }) => ({ uri: site.uriOf(path), range: selection }));
  }
  return declarations.map(({ path, range, selection }) => ({
    originSelectionRange,
    targetUri: site.uriOf(path),
    targetRange: range,
    targetSelectionRange: selection,
  }));
}
