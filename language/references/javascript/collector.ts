import { type BareAccess, type Form, type Name, type Reading, type Reference } from '../../reference.ts';
import { type Holding, type PlacedName } from './value.ts';

type Access = Reference['access'];

/** A text with more is generated; reading on would hold everything else up. */
const MAX_REFERENCES = 50_000;

/** Gathers what a reader of code finds; the answer is in the order of the text, each reference once. */
export class Collector {
  private readonly form: Form;
  private readonly found = new Map<string, Reference>();
  private readonly bare: BareAccess[] = [];

  constructor(form: Form) {
    this.form = form;
  }

  /** How many distinct references there are by now. */
  get size(): number {
    return this.found.size;
  }

  /** A holding that is used as it is: without names, the whole object leaves sight. */
  add(holding: Holding, access: Access): void {
    const [key, ...path] = holding.names;
    const { kind, span } = holding;
    const dynamic = holding.dynamic ?? (key === undefined ? 'whole' : undefined);
    const id = `${signature(holding)} ${dynamic ?? ''} ${access}`;
    if (this.found.has(id) || this.found.size === MAX_REFERENCES) return;
    const place = key?.place ?? holding.place;
    const names = path.map((name) => nameIn(name, place));
    const common = { start: span.start, end: span.end, kind, path: names, access, form: this.form, place } as const;
    const reference: Reference = { ...common, effect: 'value' };
    if (key === undefined) this.found.set(id, { ...reference, dynamic: dynamic ?? 'whole' });
    else {
      const named = { ...reference, key: nameIn(key, place) };
      this.found.set(id, dynamic === undefined ? named : { ...named, dynamic });
    }
  }

  addBare(access: BareAccess): void {
    this.bare.push(access);
  }

  reading(): Reading {
    const references = [...this.found.values()];
    const deeper = new Set(references.flatMap(prefixes));
    return {
      references: references
        .filter((reference) => deeper.size === 0 || !deeper.has(plainNames(reference) ?? ''))
        .sort(byOffset),
      bare: this.bare.sort(byOffset),
    };
  }
}

/** Tells holdings apart by where their names are written. */
export function signature({ kind, names, span }: Holding): string {
  return `${kind} ${names.length === 0 ? span.start : positions(names)}`;
}

function positions(names: readonly Name[]): string {
  let text = '';
  for (const { start } of names) text += `${start},`;
  return text;
}

/** `const db = s.DB; db.host` is one reference, to DB with the path host: those that it goes beyond are left out. */
function prefixes(reference: Reference): string[] {
  if (reference.key === undefined || (reference.path.length === 0 && reference.dynamic === undefined)) return [];
  const names = [reference.key, ...reference.path];
  const finished = names.filter((name) => name.name !== '');
  const longest = reference.dynamic === undefined ? finished.length - 1 : finished.length;
  return Array.from({ length: longest }, (_, index) => positions(names.slice(0, index + 1)));
}

/** Of a plain read, where its names are. */
function plainNames({ key, path, dynamic, access }: Reference): string | undefined {
  if (key === undefined || dynamic !== undefined || access !== 'read') return undefined;
  return positions([key, ...path]);
}

function nameIn({ place: own, ...name }: PlacedName, place: PlacedName['place']): Name {
  return own === place ? name : { ...name, place: own };
}

function byOffset(a: { readonly start: number }, b: { readonly start: number }): number {
  return a.start - b.start;
}
