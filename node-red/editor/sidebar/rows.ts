import { type Catalog, type CredentialEntry, type SecretEntry, type Shape } from '../../../language/catalog.ts';
import { type PasteTarget, referenceForms, textOfReferent } from '../../../language/references/reference-forms.ts';
import { type Referent, type Segment } from '../../../language/references/write-access.ts';
import { type Use, type Uses } from '../uses.ts';

/** A row of a tree. What is shown is text: names may be anything. */
export type Row = {
  /** The same for the same thing after a change: focus and what is open are kept by it. */
  readonly id: string;
  readonly level: 1 | 2 | 3;
} & (
  | {
      readonly kind: 'secret' | 'credential';
      readonly label: string;
      /** `text` or `json`; of a credential its type. */
      readonly detail: string;
      readonly uses: number;
      readonly note?: string;
      readonly expanded: boolean;
      readonly referent: Referent;
    }
  | {
      /** `sealed`: a field that nobody reads back. */
      readonly kind: 'path' | 'field' | 'sealed';
      readonly label: string;
      readonly expanded: boolean;
      readonly referent: Referent;
    }
  | {
      /** A way to write the row above it. */
      readonly kind: 'form';
      readonly target: PasteTarget;
      readonly text: string;
    }
  | { readonly kind: 'use'; readonly label: string; readonly detail: string; readonly node: string }
  /** Said where there is nothing to show; `more`: how many rows are left out. */
  | { readonly kind: 'unused' | 'unwritable' }
  | { readonly kind: 'more'; readonly count: number }
);

/** What the reader has chosen to see. */
export interface View {
  /** What a name or path must contain, in any case. */
  readonly filter: string;
  /** Ids of the rows that are open. */
  readonly expanded: ReadonlySet<string>;
  /** Id of the row whose ways to be written are shown. */
  readonly copying?: string;
}

/** Children of one row that are drawn. */
const MOST_CHILDREN = 200;

/** The secrets of the published space, with their paths and uses below those that are open. */
export function secretRows({ spaces }: Catalog, uses: Uses, view: View): readonly Row[] {
  const rows = (spaces[0]?.secrets ?? []).flatMap((secret) => rowsOfSecret(secret, uses, view));
  return withForms(rows, view);
}

/** The external credentials, with their fields and uses. */
export function credentialRows({ credentials }: Catalog, uses: Uses, view: View): readonly Row[] {
  const rows = credentials.credentials.flatMap((credential) => rowsOfCredential(credential, uses, view));
  return withForms(rows, view);
}

/** The ways to write a row stand right below it. */
function withForms(rows: readonly Row[], { copying }: View): readonly Row[] {
  return rows.flatMap((row) => (row.id === copying && 'referent' in row ? [row, ...formRows(row)] : [row]));
}

function formRows({ id, level, referent }: Row & { readonly referent: Referent }): readonly Row[] {
  const below = level === 1 ? 2 : 3;
  const forms = referenceForms(referent).map(({ target, text }): Row => ({
    id: idOf(id, 'form', target),
    level: below,
    kind: 'form',
    target,
    text,
  }));
  return forms.length > 0 ? forms : [{ id: idOf(id, 'unwritable'), level: below, kind: 'unwritable' }];
}

function rowsOfSecret({ key, kind, shape, note }: SecretEntry, uses: Uses, view: View): readonly Row[] {
  const id = idOf('secret', key);
  const paths = (): readonly Row[] =>
    [...pathsOf(shape, [])].map((path) => ({
      ...expandable(idOf(id, 'path', JSON.stringify(path)), view),
      kind: 'path',
      label: textOfReferent({ key, path }),
      referent: { root: 'SECRETS', segments: [{ name: key, index: false }, ...path] },
    }));
  const texts = [key, ...(note === undefined ? [] : [note])];
  if (!isWanted(view, texts) && !paths().some((row) => 'label' in row && isWanted(view, [row.label]))) return [];
  const found = uses.ofSecret(key);
  const row: Row = {
    id,
    level: 1,
    kind: 'secret',
    label: key,
    detail: kind ?? (shape.kind === 'object' || shape.kind === 'array' ? 'json' : 'text'),
    uses: found.length,
    ...(note !== undefined && { note }),
    expanded: view.expanded.has(id),
    referent: { root: 'SECRETS', segments: [{ name: key, index: false }] },
  };
  return row.expanded ? [row, ...limited(id, paths()), ...useRows(id, key, found)] : [row];
}

function rowsOfCredential(credential: CredentialEntry, uses: Uses, view: View): readonly Row[] {
  const { name, type, fields, sealed } = credential;
  if (!isWanted(view, [name, type, ...fields, ...sealed])) return [];
  const id = idOf('credential', name);
  const found = uses.ofCredential(name);
  const field = (label: string, kind: 'field' | 'sealed'): Row => ({
    ...expandable(idOf(id, kind, label), view),
    kind,
    label,
    referent: {
      root: 'CREDENTIALS',
      segments: [
        { name, index: false },
        { name: label, index: false },
      ],
    },
  });
  const row: Row = {
    id,
    level: 1,
    kind: 'credential',
    label: name,
    detail: type,
    uses: found.length,
    expanded: view.expanded.has(id),
    referent: { root: 'CREDENTIALS', segments: [{ name, index: false }] },
  };
  if (!row.expanded) return [row];
  const plain = fields.map((label) => field(label, 'field'));
  const hidden = sealed.map((label) => field(label, 'sealed'));
  return [row, ...limited(id, [...plain, ...hidden]), ...useRows(id, name, found)];
}

/** What can be read below a key: each member, then what is below it. */
function* pathsOf(shape: Shape, path: readonly Segment[]): Generator<readonly Segment[]> {
  const members: readonly (readonly [Segment, Shape])[] =
    shape.kind === 'object'
      ? shape.members.map(([name, member]) => [{ name, index: false }, member])
      : shape.kind === 'array'
        ? shape.items.map((item, index) => [{ name: String(index), index: true }, item])
        : [];
  for (const [segment, member] of members) {
    yield [...path, segment];
    yield* pathsOf(member, [...path, segment]);
  }
}

function useRows(id: string, key: string, uses: readonly Use[]): readonly Row[] {
  if (uses.length === 0) return [{ id: idOf(id, 'unused'), level: 2, kind: 'unused' }];
  const rows = uses.map(({ tab, name, property, path, node }, index): Row => ({
    id: idOf(id, 'use', String(index)),
    level: 2,
    kind: 'use',
    label: tab === undefined ? name : `${tab} › ${name}`,
    detail: [property, ...(path.length > 0 ? [textOfReferent({ key, path })] : [])].filter(Boolean).join(' · '),
    node,
  }));
  return limited(idOf(id, 'use'), rows);
}

/** A row below which only the ways to write it can stand. */
function expandable(
  id: string,
  { copying }: View,
): { readonly id: string; readonly level: 2; readonly expanded: boolean } {
  return { id, level: 2, expanded: id === copying };
}

/** Unlike any other, whatever the names are. */
function idOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function limited(id: string, rows: readonly Row[]): readonly Row[] {
  if (rows.length <= MOST_CHILDREN) return rows;
  const count = rows.length - MOST_CHILDREN;
  return [...rows.slice(0, MOST_CHILDREN), { id: idOf(id, 'more'), level: 2, kind: 'more', count }];
}

function isWanted({ filter }: View, texts: readonly string[]): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
}
