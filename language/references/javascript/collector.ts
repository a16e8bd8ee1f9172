import { type BareAccess, type Form, type Name, type Reading, type Reference } from '../../reference.ts';
import { type Holding, type PlacedName } from './value.ts';

type Access = Reference['access'];

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
    const common = { kind: holding.kind, access, effect: 'value', form: this.form } as const;
    const dynamic = holding.dynamic ?? (key === undefined ? 'whole' : undefined);
    const place = key?.place ?? holding.place;
    const reference: Reference = {
      ...holding.span,
      ...common,
      ...(key === undefined ? {} : { key: nameIn(key, place) }),
      path: path.map((name) => nameIn(name, place)),
      ...(dynamic === undefined ? {} : { dynamic }),
      place,
    };
    const id = [signature(holding), dynamic, access].join();
    if (!this.found.has(id)) this.found.set(id, reference);
  }

  addBare(access: BareAccess): void {
    this.bare.push(access);
  }

  reading(): Reading {
    const references = [...this.found.values()];
    const deeper = new Set(references.flatMap(prefixes));
    return {
      references: references.filter((reference) => !deeper.has(plainNames(reference) ?? '')).sort(byOffset),
      bare: this.bare.sort(byOffset),
    };
  }
}

/** Tells holdings apart by where their names are written. */
export function signature({ kind, names, span }: Holding): string {
  return [kind, ...(names.length === 0 ? [span.start] : names.map((name) => name.start))].join();
}

/** `const db = s.DB; db.host` is one reference, to DB with the path host: those that it goes beyond are left out. */
function prefixes(reference: Reference): string[] {
  if (reference.key === undefined) return [];
  const names = [reference.key, ...reference.path];
  const finished = names.filter((name) => name.name !== '');
  const longest = reference.dynamic === undefined ? finished.length - 1 : finished.length;
  return Array.from({ length: longest }, (_, index) =>
    names
      .slice(0, index + 1)
      .map((name) => name.start)
      .join(),
  );
}

/** Of a plain read, where its names are. */
function plainNames({ key, path, dynamic, access }: Reference): string | undefined {
  if (key === undefined || dynamic !== undefined || access !== 'read') return undefined;
  return [key, ...path].map((name) => name.start).join();
}

function nameIn({ place: own, ...name }: PlacedName, place: PlacedName['place']): Name {
  return own === place ? name : { ...name, place: own };
}

function byOffset(a: { readonly start: number }, b: { readonly start: number }): number {
  return a.start - b.start;
}
