import { type Catalog } from '../../../language/catalog.ts';
import { globalKeysFor } from './global-keys.ts';

/** What a menu of Node-RED shows; a label is shown as text. */
interface Completion {
  readonly value: string;
  readonly label: unknown;
}
type Done = (completions: readonly Completion[]) => void;
type Search = (typed: string, done: Done) => void;

/** jQuery's wrapping of a text field, as far as we need it. */
interface Field {
  readonly autoComplete: (
    ...words: readonly ['instance'] | readonly ['destroy'] | readonly [{ search: Search; minLength: number }]
  ) => AutoComplete | undefined;
}
/** Node-RED's widget of that name (3.1: ui/common/autoComplete.js). */
interface AutoComplete {
  readonly options: { search: Search };
}
/** Node-RED's widget `typedInput` (https://nodered.org/docs/api/ui/typedInput). */
interface TypedInput {
  readonly propertyType: string;
  readonly input: Field;
}
export interface Widgets {
  readonly typedInput: { readonly prototype: { type: (this: TypedInput, ...words: unknown[]) => unknown } };
}

/** Lets typed inputs of the type `global` complete our names: beside Node-RED's own completion, or where it has none (3.1). */
export function completeTypedInputs(widgets: Widgets, catalog: () => Catalog): void {
  const { prototype } = widgets.typedInput;
  const setType = prototype.type;
  /** The fields that have no completion but ours. */
  const ours = new WeakSet<AutoComplete>();
  /** The ones of Node-RED that have ours too. */
  const extended = new WeakSet<AutoComplete>();

  prototype.type = function (...words) {
    const result = setType.apply(this, words);
    const own = this.input.autoComplete('instance');
    if (this.propertyType !== 'global') {
      if (own && ours.has(own)) this.input.autoComplete('destroy');
    } else if (!own) {
      this.input.autoComplete({ search: searchFor(() => this.propertyType, catalog), minLength: 1 });
      const added = this.input.autoComplete('instance');
      if (added) ours.add(added);
    } else if (!ours.has(own) && !extended.has(own)) {
      own.options.search = searchFor(() => this.propertyType, catalog, own.options.search);
      extended.add(own);
    }
    return result;
  };
}

function searchFor(type: () => string, catalog: () => Catalog, other?: Search): Search {
  return (typed, done) => {
    const found = type() === 'global' ? globalKeysFor(typed, catalog()) : [];
    const own = found.map(({ value }) => ({ value, label: value }));
    // Node-RED's own names come from the runtime, later.
    if (!other || own.length > 0) done(own);
    other?.(typed, (others) => {
      done([...own, ...others]);
    });
  };
}
