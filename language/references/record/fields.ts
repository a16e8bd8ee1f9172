import { type DecodedString } from '../../document/json-string.ts';
import { type Enclosure } from '../../reference.ts';

/** A string of a record, decoded, with its way back to the file. */
export interface TextField extends Pick<DecodedString, 'text' | 'toSource'> {
  readonly enclosure: Enclosure;
  /** Where it stands in its record: `script`, `credential[1]`. */
  readonly property: string;
}

/** What a function or template record refers with. */
export interface RecordFields {
  readonly credentials: readonly TextField[];
  readonly scripts: readonly TextField[];
  readonly templates: readonly TextField[];
}

/** An object is a record when it selects a credential beside one of these (CONTRACTS, Which files are looked at). */
export const RECORD_NAMES = ['function_type', 'script', 'template'] as const;
