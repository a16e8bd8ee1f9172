// Precision and recall of references against labelled files (../shared/corpus/labels/README.md says what the labels hold).

/**
 * @typedef {{ name: string, start: number, end: number }} Segment
 * @typedef {{ file: string, key?: string, start: number, end: number, path: Segment[], dynamic?: true }} Found
 * @typedef {{ key: string, start: number, end: number, path: Segment[] }} Wanted
 * @typedef {{ forms: string[], dynamic: number, references: Wanted[] }} Labels
 */

export class Score {
  files = 0;
  found = 0;
  missed = 0;
  wrong = 0;
  pathsFound = 0;
  pathsMissed = 0;
  dynamic = 0;
  dynamicWanted = 0;
  /** What is missing, or reported without cause, in words. @type {string[]} */
  faults = [];

  /** Adds one file. @param {string} name @param {Labels} labels @param {Found[]} found */
  add(name, labels, found) {
    this.files++;
    const dynamic = found.filter((one) => one.dynamic).length;
    this.dynamicWanted += labels.dynamic;
    this.dynamic += Math.min(dynamic, labels.dynamic);
    if (dynamic < labels.dynamic) this.faults.push(`${name}: ${dynamic} dynamic accesses of ${labels.dynamic}`);
    const open = new Map(found.filter((one) => !one.dynamic).map((one) => [idOf(one), one]));
    for (const wanted of labels.references) {
      const one = open.get(idOf(wanted));
      open.delete(idOf(wanted));
      if (one) this.found++;
      else {
        this.missed++;
        this.faults.push(`${name}:${wanted.start} ${wanted.key} is missed`);
      }
      if (one) this.#addPath(name, wanted, one);
    }
    this.wrong += open.size;
    for (const one of open.values()) this.faults.push(`${name}:${one.start} ${one.key} is none`);
  }

  /** @param {string} name @param {Wanted} wanted @param {Found} found */
  #addPath(name, wanted, found) {
    for (const segment of wanted.path) {
      if (found.path.some((one) => one.name === segment.name && one.start === segment.start && one.end === segment.end))
        this.pathsFound++;
      else {
        this.pathsMissed++;
        this.faults.push(`${name}:${segment.start} ${wanted.key}….${segment.name} is missed`);
      }
    }
  }

  get isPerfect() {
    return this.faults.length === 0;
  }

  /** The figures as a line of a table. */
  toString() {
    const precision = percent(this.found, this.found + this.wrong);
    const recall = percent(this.found, this.found + this.missed);
    const paths = percent(this.pathsFound, this.pathsFound + this.pathsMissed);
    const dynamic = percent(this.dynamic, this.dynamicWanted);
    const counts = [this.files, this.found + this.missed].map((count) => String(count).padStart(7));
    return [...counts, ...[precision, recall, paths, dynamic].map((figure) => figure.padStart(11))].join('');
  }
}

export const HEADINGS =
  ['files', 'refs'].map((word) => word.padStart(7)).join('') +
  ['precision', 'recall', 'paths', 'dynamic'].map((word) => word.padStart(11)).join('');

/** What a reference is, apart from where it stands: to compare two ways to write one file. @param {Found} found */
export function nameOf({ key, path, dynamic }) {
  return [dynamic ? '*' : '', key ?? '', ...path.map(({ name }) => name)].join(' ');
}

/** @param {{ key?: string, start: number, end: number }} reference */
function idOf({ key, start, end }) {
  return `${key}:${start}:${end}`;
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}
