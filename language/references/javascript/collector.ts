import { MAX_REFERENCES } from '../limits.ts';
import { type BareAccess, type Form, type Name, type Reading, type Reference } from '../../reference.ts';
import { deepest, positions } from '../deepest.ts';
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
    return { references: deepest([...this.found.values()]), bare: this.bare.sort((a, b) => a.start - b.start) };
  }
}

/** Tells holdings apart by where their names are written. */
export function signature({ kind, names, span }: Holding): string {
  return `${kind} ${names.length === 0 ? span.start : positions(names)}`;
}

function nameIn({ place: own, ...name }: PlacedName, place: PlacedName['place']): Name {
  return own === place ? name : { ...name, place: own };
}
