import { type TablePage, type TablePlace } from './table-page.ts';

/** What the page sends (media/table-page.js). Ids are those that it was sent. */
export type FromTable =
  | { readonly type: 'ready' }
  /** Places of a row are wanted. */
  | { readonly type: 'open'; readonly row: string }
  /** A place was chosen. */
  | { readonly type: 'go'; readonly row: string; readonly place: string }
  /** A button was pressed; `row` is absent for those beside the title. */
  | { readonly type: 'do'; readonly action: string; readonly row?: string };

export type ToTable =
  | { readonly type: 'page'; readonly page: TablePage }
  | { readonly type: 'places'; readonly row: string; readonly places: readonly TablePlace[] };

/** Messages come from another process: their shape is checked. */
export function isFromTable(message: unknown): message is FromTable {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  const text = (name: string): boolean => typeof Reflect.get(message, name) === 'string';
  switch (message.type) {
    case 'ready':
      return true;
    case 'open':
      return text('row');
    case 'go':
      return text('row') && text('place');
    case 'do':
      return text('action') && (!('row' in message) || text('row'));
    default:
      return false;
  }
}
