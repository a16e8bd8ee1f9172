import { type Hover, type HoverParams } from 'vscode-languageserver';
import { type CredentialEntry } from '../../language/catalog.ts';
import { type Effect, isNamed, type Reference } from '../../language/reference.ts';
import { nameAt, type NamePlace } from '../../language/names/name-place.ts';
import { type Candidate, credentialOf, follow, membersOf } from '../../language/names/candidates.ts';
import { kindsOf } from '../../language/names/kinds.ts';
import { markup, type Piece } from '../markup.ts';
import { type View, viewOf } from '../names.ts';
import { rangeOf, type Site } from '../site.ts';
import { times } from '../words.ts';

type Line = readonly Piece[];

/** What a name is, where it exists, since when, and how often it is used. Never a value. */
export function hover(site: Site, { position }: HoverParams): Hover | null {
  const { document, client } = site;
  const offset = document.offsetAt(position);
  const place = nameAt(document, offset);
  if (place && place.name.name !== '') {
    const lines = [...describe(site, place), ...effectLines(place.reference.effect)];
    return { contents: markup(lines, client.markdown), range: rangeOf(document, place.name) };
  }
  const dynamic = document.referencesAt(offset).find((reference) => reference.dynamic !== undefined);
  if (!dynamic) return null;
  return { contents: markup([dynamicLine(dynamic)], client.markdown), range: rangeOf(document, dynamic) };
}

function describe(site: Site, place: NamePlace): readonly Line[] {
  const { reference } = place;
  const view = viewOf(site.workspace, site.path);
  if (!isNamed(reference)) return [];
  const title = [reference.key, ...reference.path.slice(0, place.segment + 1)].map(({ name }) => name).join('.');
  const head: Line = [{ strong: reference.kind === 'secret' ? 'Secret' : 'External credential' }, ' ', { name: title }];
  if (!view) return [head, ['Not in a workspace folder, or its store has not been read: nothing is known of it.']];
  const uses = usesLine(site, place);
  if (reference.kind === 'credential') {
    return [...credentialLines(head, view, place, credentialOf(view, reference.key.name)), uses];
  }
  const candidate = follow(view, reference, place.segment);
  const secret = follow(view, reference, -1);
  if (candidate.found.length === 0)
    return [[...head, ` · ${absentWords(view)}`], ...spaceLines(view, candidate, secret), uses];
  return [
    [...head, ` · ${kindsOf(candidate)}`],
    ...spaceLines(view, candidate, secret),
    ...pathLine(candidate),
    ...noteLines(candidate),
    uses,
  ];
}

function absentWords(view: View): string {
  if (view.catalog.spaces.length === 0) return 'the store has no space yet';
  return view.unreadable.length > 0 ? 'not in the spaces that can be read' : 'in none of its spaces';
}

/** Times are kept for a secret as a whole, so a path has those of its secret. */
function spaceLines(view: View, { found }: Candidate, secret: Candidate): readonly Line[] {
  const holders = found.map(({ space }): Line => {
    const at = secret.found.find((holder) => holder.space === space)?.entry?.updatedAt ?? space.updatedAt;
    return ['In ', { name: space.space }, `, updated ${dateWords(at)}`];
  });
  const has = new Set(found.map(({ space }) => space.space));
  const lacking = view.scope.kind === 'bound' ? view.spaces.filter(({ space }) => !has.has(space)) : [];
  const unread = view.unreadable.map((space): Line => ['Its names can’t be read in ', { name: space }]);
  return [...holders, ...lacking.map(({ space }): Line => ['Missing in ', { name: space }]), ...unread];
}

/** `2026-11-20T09:30:00Z` → `2026-11-20 09:30 UTC`; anything else is not a time of ours and left out. */
function dateWords(iso: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  return day === undefined || time === undefined ? 'at an unknown time' : `${day} ${time} UTC`;
}

function pathLine(candidate: Candidate): readonly Line[] {
  const members = membersOf(candidate);
  if (members.length === 0) return [];
  const shown = members.slice(0, 20).flatMap(({ name }, index): Line => (index > 0 ? [', ', { name }] : [{ name }]));
  return [['Paths: ', ...shown, members.length > 20 ? ` and ${members.length - 20} more` : '']];
}

function noteLines({ found }: Candidate): readonly Line[] {
  const texts = new Set(found.flatMap(({ entry }) => (entry?.note ? [entry.note] : [])));
  return [...texts].map((free): Line => ['Note: ', { free }]);
}

function credentialLines(
  head: Line,
  view: View,
  { reference, segment }: NamePlace,
  credential: CredentialEntry | undefined,
): readonly Line[] {
  if (!credential) {
    const known = view.catalog.credentials.complete;
    return [[...head, known ? ' · the store has no such credential' : ' · the credentials can’t be read']];
  }
  const type: Line = [...head, ' · ', { free: credential.type }];
  const at: Line[] = credential.updatedAt === undefined ? [] : [[`Updated ${dateWords(credential.updatedAt)}`]];
  if (segment < 0) {
    const fields = [...credential.fields, ...credential.sealed];
    const names = fields.flatMap((name, index): Line => (index > 0 ? [', ', { name }] : [{ name }]));
    return [type, ...at, ...(names.length > 0 ? [['Fields: ', ...names]] : [])];
  }
  const field = reference.path[0]?.name ?? '';
  if (credential.sealed.includes(field)) return [type, ['A sealed field: only the runtimes can open it'], ...at];
  return [type, [credential.fields.includes(field) ? 'A plain field' : 'It has no such field'], ...at];
}

function usesLine({ workspace, path, indexed }: Site, { reference, name }: NamePlace): Line {
  const uses = workspace.sameReferences(path, reference, name).length;
  return [`Used ${times(uses)}${indexed ? '' : ' so far (still reading files)'}`];
}

function effectLines(effect: Effect): readonly Line[] {
  switch (effect) {
    case 'empty':
      return [['Renders empty here: this property sees msg only.']];
    case 'escaped':
      return [['Printed HTML-escaped; three braces print the plain text.']];
    case 'literal':
      return [['Stays as written: nothing evaluates it here.']];
    case 'startup':
      return [['Read once, when the flows start.']];
    case 'value':
      return [];
  }
}

function dynamicLine({ kind, dynamic }: Reference): Line {
  const what = kind === 'secret' ? 'secret' : 'external credential';
  if (dynamic === 'whole') return [`All of them leave sight here: any ${what} may be used.`];
  if (dynamic === 'path') return ['The path is computed when the flow runs: it can’t be checked.'];
  return [`The name is computed when the flow runs: any ${what} may be used, and none is checked.`];
}
