import { type Shape } from '../catalog.ts';
import { type Form } from '../reference.ts';

/** What a shape has under a name: another shape, nothing, or something that is not judged any further. */
export type Step = Shape | 'nothing' | 'anything';

/** Forms in which JavaScript reads the value; a template file may hold `${…}` expressions. */
const CODE: ReadonlySet<Form> = new Set<Form>(['function', 'script', 'template-file']);
/** Forms in which a name below a list means that name in each of its items. */
const MAPS_LISTS: ReadonlySet<Form> = new Set<Form>(['jsonata', 'mustache', 'template-file']);

const INDEX = /^\d+$/;
/** In JSONata an index may count from the end, and one value is a list of itself. */
const JSONATA_INDEX = /^-?\d+$/;

/** Below a JSON secret: its own paths, indexes of its lists, and in code the members that JavaScript gives (CONTRACTS 5). */
export function step(shape: Shape, name: string, form: Form): Step {
  if (shape.kind === 'unknown') return 'anything';
  if (form === 'jsonata' && JSONATA_INDEX.test(name)) return indexInJsonata(shape, Number(name));
  switch (shape.kind) {
    case 'object':
      return shape.members.find(([own]) => own === name)?.[1] ?? inCode(OBJECT_MEMBERS.has(name), form);
    case 'array':
      if (INDEX.test(name)) return shape.items[Number(name)] ?? 'nothing';
      return MAPS_LISTS.has(form) ? inItems(shape.items, name, form) : inCode(LIST_MEMBERS.has(name), form);
    case 'text':
      return inCode(TEXT_MEMBERS.has(name) || INDEX.test(name), form);
  }
}

function inCode(known: boolean, form: Form): Step {
  return known && CODE.has(form) ? 'anything' : 'nothing';
}

function indexInJsonata(shape: Shape, index: number): Step {
  if (shape.kind !== 'array') return index === 0 || index === -1 ? shape : 'anything';
  return shape.items.at(index) ?? 'nothing';
}

function inItems(items: readonly Shape[], name: string, form: Form): Step {
  const found = items.map((item) => step(item, name, form)).filter((one) => one !== 'nothing');
  if (found.length === 0) return inCode(LIST_MEMBERS.has(name), form);
  return found.length === 1 ? (found[0] ?? 'anything') : 'anything';
}

/** The names that all values of these kinds have; `constructor` and `__proto__` are ordinary names (CONTRACTS 5). */
function membersOf(...prototypes: readonly object[]): ReadonlySet<string> {
  const names = prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype));
  return new Set(names.filter((name) => name !== 'constructor' && !name.startsWith('__')));
}

const OBJECT_MEMBERS = membersOf(Object.prototype);
const LIST_MEMBERS = membersOf(Object.prototype, Array.prototype);
const TEXT_MEMBERS = membersOf(Object.prototype, String.prototype, Number.prototype, Boolean.prototype);
