import { type Shape } from '../catalog.ts';
import { type Fix, type Remark } from '../finding.ts';
import { type Reference } from '../reference.ts';
import { writeName } from '../references/write-name.ts';
import { type Look } from './look.ts';
import { step } from './shapes.ts';
import { list, quote } from './words.ts';

/** How many paths are offered. */
const MOST = 3;

/** A tag prints a JSON secret as a whole: the text is `[object Object]` in every space that has it. */
export function objectAsText({ reference, holders }: Look): readonly Remark[] {
  if (reference.prints === undefined || reference.dynamic !== undefined || holders.length === 0) return [];
  const { key, path } = reference;
  const names = [key, ...path];
  const shapes = holders.map(({ secrets }) =>
    path.reduce<Shape | undefined>((shape, { name }) => {
      const found = shape && step(shape, name, reference.form);
      return typeof found === 'object' ? found : undefined;
    }, secrets.get(key.name)),
  );
  if (!shapes.every((shape) => shape !== undefined && isObject(shape))) return [];
  const last = names.at(-1) ?? key;
  const whole = quote(names.map(({ name }) => name).join('.'));
  const spaces = list(holders.map(({ space }) => space));
  const members = textsIn(shapes[0]);
  const example =
    members[0] === undefined ? '' : `, such as ${quote([...names.map(({ name }) => name), members[0]].join('.'))}`;
  return [
    {
      rule: 'object-as-text',
      start: last.start,
      end: last.end,
      message: `${whole} is a JSON secret in ${spaces}, so this prints [object Object]: name a path in it${example}.`,
      fixes: members.slice(0, MOST).flatMap((member) => fixFor(member, last, reference)),
    },
  ];
}

/** `{{global.SECRETS}}`: all secrets are one object. */
export function wholeAsText({ kind, start, end, prints, dynamic }: Reference): readonly Remark[] {
  if (prints === undefined || dynamic !== 'whole') return [];
  const [what, example] = kind === 'secret' ? ['SECRETS', 'SECRETS.KEY'] : ['CREDENTIALS', 'CREDENTIALS["name"].field'];
  const message = `${what} is all of them at once, so this prints [object Object]: name one, such as ${example}.`;
  return [{ rule: 'object-as-text', start, end, message, fixes: [] }];
}

/** A list of texts is printed with commas; that may be meant. */
function isObject(shape: Shape): boolean {
  return shape.kind === 'object' || (shape.kind === 'array' && shape.items.length > 0 && shape.items.every(isObject));
}

function textsIn(shape: Shape | undefined): readonly string[] {
  return shape?.kind === 'object' ? shape.members.filter(([, { kind }]) => kind === 'text').map(([name]) => name) : [];
}

/** The path goes on behind a name without quotes; behind a quoted one its bracket would have to be known. */
function fixFor(member: string, last: Look['reference']['key'], { place }: Look['reference']): readonly Fix[] {
  if (last.notation.kind !== 'dot') return [];
  const written = writeName(member, { kind: 'dot' }, last.place ?? place);
  if (written === undefined) return [];
  const text = written.needsBrackets ? written.text : `.${written.text}`;
  const span = { start: last.end, end: last.end };
  return [{ kind: 'replace', title: `Print ${quote(member)} of it`, span, text, preferred: false }];
}
