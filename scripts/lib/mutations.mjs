// Other ways to write the same flow file: what it refers to stays the same. Used by `npm run accuracy` and a test.

/** @type {Record<string, (text: string) => string>} */
export const MUTATIONS = {
  minified: (text) => JSON.stringify(parsed(text)),
  'pretty-printed': (text) => JSON.stringify(parsed(text), undefined, '\t'),
  'with CRLF': (text) => text.replace(/\r?\n/g, '\r\n'),
  'with a byte order mark': (text) => `\ufeff${text.replace(/^\ufeff/, '')}`,
  'with the names as codes': (text) =>
    text.replace(/SECRETS|CREDENTIALS/g, (name) => codes(name.slice(0, 1)) + name.slice(1)),
  'with every letter as a code': (text) => withStrings(parsed(text), (value) => `"${codes(value)}"`),
  'with slashes escaped': (text) => withStrings(parsed(text), (value) => JSON.stringify(value).replaceAll('/', '\\/')),
  'with properties in reverse': (text) => JSON.stringify(reversed(parsed(text)), undefined, 2),
  'with other quotes': (text) => withStrings(parsed(text), (value) => JSON.stringify(otherQuotes(value))),
  'with comments between nodes': (text) =>
    JSON.stringify(parsed(text), undefined, 1).replace(/^ \},$/gm, ' }, // next'),
  'in {rev, flows}': (text) => JSON.stringify({ rev: 'a', flows: parsed(text) }),
};

/** @param {string} text @returns {unknown} */
function parsed(text) {
  return JSON.parse(text.replace(/^\ufeff/, ''));
}

/** @param {string} text */
function codes(text) {
  return Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

/**
 * JSON with each string value written by `write`; property names stay as they are.
 * @param {unknown} value
 * @param {(text: string) => string} write
 * @returns {string}
 */
function withStrings(value, write) {
  if (typeof value === 'string') return write(value);
  if (Array.isArray(value)) return `[${value.map((item) => withStrings(item, write)).join(',\n')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${withStrings(item, write)}`);
  return `{${properties.join(',')}}`;
}

/** @param {unknown} value @returns {unknown} */
function reversed(value) {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, reversed(item)]),
  );
}

/** `get("a.b")` and `get('a.b')` become each other's; in code a template every third time. @param {string} value */
function otherQuotes(value) {
  let count = 0;
  return value.replace(/(\$?\w+)\((["'])([\w.]+)\2/g, (_all, name, quote, key) => {
    const isCode = name === 'get' && count++ % 3 === 2;
    const other = isCode ? '`' : quote === '"' ? "'" : '"';
    return `${name}(${other}${key}${other}`;
  });
}
