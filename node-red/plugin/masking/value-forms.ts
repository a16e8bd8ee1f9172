/** Shorter values would mask ordinary words. In UTF-16 units. */
export const SHORTEST = 6;
/** Longer values (key files, certificates) are known as they are written and in JSON only: the other forms would cost much memory. */
const LONGEST_ENCODED = 4096;

/** What mustache makes of a value in `{{…}}`. */
const HTML = new Map(
  Object.entries({
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '/': '&#x2F;',
    '`': '&#x60;',
    '=': '&#x3D;',
  }),
);

/** How often JSON may stand in a string of other JSON. */
const JSON_LEVELS = 3;

/** The ways in which messages hold a value: as it is, as bytes read as Latin-1, in JSON, in HTML, in an URL, in base64, in hex. */
export function formsOf(value: string): ReadonlySet<string> {
  if (value.length > LONGEST_ENCODED) return new Set([value, inJson(value)]);
  const forms = new Set([value, ...jsonForms(value)]);
  const bytes = Buffer.from(value);
  // From the bytes: half a character has no URL form.
  const url = encodeURIComponent(bytes.toString());
  const hex = bytes.toString('hex');
  forms.add(bytes.toString('latin1'));
  forms.add(value.replace(/[&<>"'/`=]/g, (character) => HTML.get(character) ?? character));
  forms.add(url).add(url.replaceAll('%20', '+'));
  forms.add(hex).add(hex.toUpperCase());
  for (const base64 of base64Forms(bytes)) {
    forms.add(base64).add(base64.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** In a string of JSON. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** In a string of JSON, and of JSON that stands in such a string; also as Python (`\u00e9`) and PHP (`\/`) write it. */
function jsonForms(value: string): readonly string[] {
  const forms: string[] = [];
  let form = value;
  for (let level = 0; level < JSON_LEVELS; level++) {
    form = inJson(form);
    forms.push(form);
  }
  const ascii = inJson(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...forms, ascii, ascii.replaceAll('/', '\\/')];
}

/** A value inside of longer base64 (`user:password`) looks different by how many bytes stand before it, modulo 3. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // Characters at the borders hold bits of the neighbours too.
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
}
