import { visible } from '../visible.ts';

/** Names in messages: at most this long, and this many of them. */
const LONGEST = 60;
const MOST = 4;
/** Names that need no second look: nearly all. */
const PLAIN = /^[\w .-]{1,60}$/;

/** What becomes of a name in a section whose value lacks it. */
export const OUTSIDE = ', so it is looked for outside of the section';

/** A name for people, in quotation marks; what can't be seen is shown as its code. */
export function quote(name: string): string {
  if (PLAIN.test(name)) return `“${name}”`;
  const whole = visible(name);
  const short = Array.from(whole).slice(0, LONGEST).join('');
  return short === whole ? `“${whole}”` : `“${short}…”`;
}

/** Names of spaces for people: `DEV`, `DEV and PROD`, `A, B, C, D and 3 more`. */
export function list(names: readonly string[]): string {
  const plain = names.map((name) => quote(name).slice(1, -1));
  if (plain.length > MOST) return `${plain.slice(0, MOST).join(', ')} and ${plain.length - MOST} more`;
  const last = plain.at(-1) ?? '';
  return plain.length < 2 ? last : `${plain.slice(0, -1).join(', ')} and ${last}`;
}
