import * as l10n from '@vscode/l10n';
import { type UsagePlace, type UsagesResult } from '../server/protocol.ts';

const SHOWN = 10;

/** What an answer of the index means for a deletion (DESIGN, promise 3). */
export type Verdict = 'free' | 'used' | 'unreadable' | 'incomplete';

/** A use counts before anything else: it is certain. "I could not look" is a refusal too. */
export function verdictOf(usages: UsagesResult): Verdict {
  if (usages.references.length > 0) return 'used';
  if (usages.unreadable.length > 0) return 'unreadable';
  return usages.complete ? 'free' : 'incomplete';
}

/** Headline of the modal that refuses; `subject` is `secret MAM_API_KEY of Acme - DEV`. */
export function refusalTitle(subject: string, usages: UsagesResult): string {
  switch (verdictOf(usages)) {
    case 'unreadable':
      return l10n.t('Can’t delete {0}: some files could not be read, and they may use it.', subject);
    case 'incomplete':
    case 'free':
      return l10n.t('Can’t delete {0}: not all files have been read yet. Try again in a moment.', subject);
    case 'used':
      return usages.references.length === 1
        ? l10n.t('Can’t delete {0}: it is used in 1 place.', subject)
        : l10n.t('Can’t delete {0}: it is used in {1} places.', subject, usages.references.length);
  }
}

/** What the modal lists below its headline. */
export function refusalDetail(usages: UsagesResult, fileName: (uri: string) => string): string {
  if (verdictOf(usages) === 'unreadable') {
    return listed(usages.unreadable.map(({ uri, reason }) => `${fileName(uri)}: ${reason}`));
  }
  return placesText(usages.references);
}

/** Dynamic accesses that may use what is to be deleted: listed, but no refusal. */
export function maybeDetail(maybe: readonly UsagePlace[]): string {
  if (maybe.length === 0) return '';
  return `\n\n${l10n.t('May use it (the name is computed):')}\n${placesText(maybe)}`;
}

/** Places, a line each, as many as a dialog can show. */
export function placesText(places: readonly UsagePlace[]): string {
  return listed(places.map(placeText));
}

/** `Ingest › Call MAM › func, flows/ingest.json:12` */
export function placeText(place: UsagePlace): string {
  return place.site === '' ? place.location : `${place.site}, ${place.location}`;
}

/** Each line once, with how often it stood there: a node may use a name several times in one line. */
function listed(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const line of all) counts.set(line, (counts.get(line) ?? 0) + 1);
  const shown = [...counts].slice(0, SHOWN);
  const rest = all.length - shown.reduce((sum, [, count]) => sum + count, 0);
  const lines = shown.map(([line, count]) => (count === 1 ? line : l10n.t('{0} ({1} times)', line, count)));
  return [...lines, ...(rest > 0 ? [l10n.t('and {0} more', rest)] : [])].join('\n');
}
