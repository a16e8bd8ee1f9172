import { MAX_REFERENCES } from '../limits.ts';
import {
  type BareAccess,
  type FilledReference,
  type Form,
  type Name,
  type Reading,
  type Reference,
  type Sink,
  type Slip,
  type Span,
} from '../../reference.ts';
import { deepest, positions } from '../deepest.ts';
import { type BareSlip } from '../slip.ts';
import { type Holding, type PlacedName } from './value.ts';

type Access = Reference['access'];

/** Gathers what a reader of code finds; the answer is in the order of the text, each reference once. */
export class Collector {
  private readonly form: Form;
  private readonly found = new Map<string, Reference>();
  private readonly bare: BareAccess[] = [];
  private readonly slips = new Map<string, Slip>();

  constructor(form: Form) {
    this.form = form;
  }

  /** How many distinct references there are by now. */
  get size(): number {
    return this.found.size;
  }

  /** No more references are taken: reading on is of no use. */
  get isFull(): boolean {
    return this.found.size >= MAX_REFERENCES;
  }

  /** A holding that is used as it is: without names, the whole object leaves sight. `sink`: where it goes, if that is known. */
  add(holding: Holding, access: Access, sink?: Sink): void {
    const [key, ...path] = holding.names;
    const { kind, span } = holding;
    const dynamic = holding.dynamic ?? (key === undefined ? 'whole' : undefined);
    const id = `${signature(holding)} ${dynamic ?? ''} ${access}`;
    const known = this.found.get(id);
    if (known !== undefined && sink !== undefined && (known.sink === undefined || known.sink.kind === 'message'))
      this.found.set(id, { ...known, sink });
    if (known !== undefined || this.isFull) return;
    const place = key?.place ?? holding.place;
    const names = path.map((name) => nameIn(name, place));
    const { start, end } = span;
    const effect = 'value';
    const reference: FilledReference = { start, end, kind, path: names, access, effect, form: this.form, place };
    if (key !== undefined) reference.key = nameIn(key, place);
    if (dynamic !== undefined) reference.dynamic = dynamic;
    if (sink !== undefined) reference.sink = sink;
    this.found.set(id, reference);
  }

  addBare(access: Omit<BareAccess, 'form'>): void {
    this.bare.push({ ...access, form: this.form });
  }

  addSlip(slip: BareSlip | undefined): void {
    if (slip !== undefined) this.slips.set(`${slip.type} ${slip.start}`, { ...slip, form: this.form });
  }

  reading(): Reading {
    return {
      references: deepest([...this.found.values()]),
      bare: this.bare.sort(byStart),
      slips: [...this.slips.values()].sort(byStart),
    };
  }
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}

/** Tells holdings apart by where their names are written. */
export function signature({ kind, names, span }: Holding): string {
  return `${kind} ${names.length === 0 ? span.start : positions(names)}`;
}

function nameIn({ name, start, end, notation, place: own }: PlacedName, place: PlacedName['place']): Name {
  return own === place ? { name, start, end, notation } : { name, start, end, notation, place: own };
}
