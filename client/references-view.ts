import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { visible } from '../language/visible.ts';
import { type UsagePlace } from '../server/protocol.ts';

// The built-in references view shows lists of its own making and, through this interface, those of other extensions.
interface ReferencesView {
  setInput(input: ReferencesInput): void;
}
interface ReferencesInput {
  readonly contextValue: string;
  readonly title: string;
  readonly location: vscode.Location;
  resolve(): ReferencesModel;
  with(location: vscode.Location): ReferencesInput;
}
interface ReferencesModel {
  readonly message: string | undefined;
  readonly provider: vscode.TreeDataProvider<Row>;
  readonly navigation: {
    nearest(uri: vscode.Uri, position: vscode.Position): Row | undefined;
    next(from: Row): Row;
    previous(from: Row): Row;
    location(row: Row): vscode.Location | undefined;
  };
}

interface FileRow {
  readonly uri: vscode.Uri;
  readonly places: readonly PlaceRow[];
}
interface PlaceRow {
  readonly file: vscode.Uri;
  readonly location: vscode.Location;
  readonly place: UsagePlace;
  readonly maybe: boolean;
}
type Row = FileRow | PlaceRow;

/** Opens the references view with these places; where that view is missing, a peek at them. */
export async function showPlaces(
  title: string,
  references: readonly UsagePlace[],
  maybe: readonly UsagePlace[],
): Promise<void> {
  const places = [...references.map((place) => rowOf(place, false)), ...maybe.map((place) => rowOf(place, true))];
  const first = places[0];
  if (!first) return;
  const view = await referencesView();
  if (view) {
    view.setInput(inputOf(title, first.location, places));
    return;
  }
  const locations = places.map((row) => row.location);
  await vscode.window.showTextDocument(first.location.uri);
  const { uri, range } = first.location;
  await vscode.commands.executeCommand('editor.action.showReferences', uri, range.start, locations);
}

async function referencesView(): Promise<ReferencesView | undefined> {
  return vscode.extensions.getExtension<ReferencesView>('vscode.references-view')?.activate();
}

function rowOf(place: UsagePlace, maybe: boolean): PlaceRow {
  const { start, end } = place.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const file = vscode.Uri.parse(place.uri);
  return { file, location: new vscode.Location(file, range), place, maybe };
}

function inputOf(title: string, location: vscode.Location, places: readonly PlaceRow[]): ReferencesInput {
  return {
    contextValue: 'flowSecrets',
    title,
    location,
    resolve: () => modelOf(places),
    with: (other) => inputOf(title, other, places),
  };
}

function modelOf(places: readonly PlaceRow[]): ReferencesModel {
  const uris = [...new Set(places.map((row) => row.file.toString()))];
  const files: readonly FileRow[] = uris.map((uri) => ({
    uri: vscode.Uri.parse(uri),
    places: places.filter((row) => row.file.toString() === uri),
  }));
  const step = (from: Row, by: number): Row => {
    const at = places.findIndex((row) => ('places' in from ? from.places.includes(row) : row === from));
    return places.at((at + by) % places.length) ?? from;
  };
  return {
    message: countText(places.length, files.length),
    provider: {
      getChildren: (row) => (row ? ('places' in row ? [...row.places] : []) : [...files]),
      getTreeItem: (row) => ('places' in row ? fileItem(row) : placeItem(row)),
      getParent: (row) => ('places' in row ? undefined : files.find((file) => file.places.includes(row))),
    },
    navigation: {
      nearest: (uri) => places.find((row) => row.file.toString() === uri.toString()) ?? places[0],
      next: (from) => step(from, 1),
      previous: (from) => step(from, -1),
      location: (row) => ('places' in row ? undefined : row.location),
    },
  };
}

function countText(places: number, files: number): string {
  if (places === 1) return l10n.t('1 result');
  return files === 1 ? l10n.t('{0} results in 1 file', places) : l10n.t('{0} results in {1} files', places, files);
}

function fileItem(row: FileRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.uri, vscode.TreeItemCollapsibleState.Expanded);
  item.description = true;
  item.iconPath = vscode.ThemeIcon.File;
  return item;
}

function placeItem(row: PlaceRow): vscode.TreeItem {
  const { place, location, maybe } = row;
  const item = new vscode.TreeItem(visible(place.site === '' ? place.location : place.site));
  const line = l10n.t('line {0}', location.range.start.line + 1);
  item.description = maybe ? l10n.t('{0}, may use it', line) : line;
  item.tooltip = place.location;
  item.accessibilityInformation = { label: `${item.label as string}, ${item.description}` };
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open Reference'),
    arguments: [location.uri, { selection: location.range } satisfies vscode.TextDocumentShowOptions],
  };
  return item;
}
