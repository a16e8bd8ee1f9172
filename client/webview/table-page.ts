import { visibleLines } from '../plain-text.ts';

/** What a table of names shows: made by the extension, drawn by media/table-page.js. Names and words only, never a value. */
export interface TablePage {
  /** What it is about, kept by the page: with it the table is opened again after a restart. */
  readonly about: unknown;
  readonly title: string;
  /** What is not known, and why; in the words of people. */
  readonly notes: readonly string[];
  /** Buttons beside the title. */
  readonly actions: readonly TableAction[];
  /** What rows can be filtered by; one that no row has is not offered. */
  readonly filters: readonly TableFilter[];
  readonly columns: readonly string[];
  /** In the order of the table; a row belongs to the one above it that has a lower level. */
  readonly rows: readonly TableRow[];
  /** Said instead of rows. */
  readonly empty: string;
  readonly words: TableWords;
}

export interface TableAction {
  readonly id: string;
  readonly label: string;
}

interface TableFilter {
  readonly id: string;
  readonly label: string;
}

export interface TableRow {
  readonly id: string;
  /** 1 at the top. */
  readonly level: number;
  readonly name: string;
  /** True for one that begins a part of the table. */
  readonly heading?: boolean;
  /** Which filters let it pass; a row with none is shown while something below it is. */
  readonly filters: readonly string[];
  /** One for each column after the name. */
  readonly cells: readonly TableCell[];
  readonly actions: readonly TableAction[];
  /** True when it opens to places, which are asked for then. */
  readonly opens: boolean;
}

export interface TableCell {
  readonly text: string;
  /** How it looks; it says nothing that the text does not. */
  readonly tone?: 'plain' | 'muted' | 'warning' | 'good' | 'hole';
}

/** A place that a row opens to. */
export interface TablePlace {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** Words of the page itself. */
export interface TableWords {
  readonly filter: string;
  /** `{0} of {1} shown` */
  readonly shown: string;
  readonly nothing: string;
  readonly actions: string;
  readonly loading: string;
  readonly noPlaces: string;
}

/** The page with nothing in a name that turns a row round. */
export function visiblePage(page: TablePage): TablePage {
  const rows = page.rows.map((row) => ({
    ...row,
    name: visibleLines(row.name),
    cells: row.cells.map((cell) => ({ ...cell, text: visibleLines(cell.text) })),
  }));
  const { title, notes, columns } = page;
  return {
    ...page,
    title: visibleLines(title),
    notes: notes.map(visibleLines),
    columns: columns.map(visibleLines),
    rows,
  };
}
