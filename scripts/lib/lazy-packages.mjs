// Packages that the programs load when they are first called: most sessions never see a YAML record or a broken script, and
// none needs a parser to answer `initialize`. jsonc-parser waits for the first configuration or torn file. Of age's
// curves, X25519 is Node's own where Node has it, and the others are those of post-quantum keys and security tokens.
// The sources import them as any other; the build makes them wait.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const CURVES = ['@noble/curves/ed25519.js', '@noble/curves/nist.js', '@noble/post-quantum/hybrid.js'];
const LAZY = ['acorn', 'acorn-loose', 'chokidar', 'jsonc-parser', 'picomatch', 'yaml', ...CURVES];
const FILTER = new RegExp(`^(?:${LAZY.join('|')})$`);

/** A bundle of its own for each, beside the programs. @type {Record<string, string>} */
export const lazyEntries = Object.fromEntries(LAZY.map((name) => [entryOf(name), name]));

/** `noble-curves-nist` for `@noble/curves/nist.js`. */
function entryOf(/** @type {string} */ name) {
  return name.replace(/^@|\.js$/g, '').replaceAll('/', '-');
}

/** For the programs: a lazy package is a module of functions that load it at their first call. @type {import('esbuild').Plugin} */
export const lazyPackages = {
  name: 'lazy-packages',
  setup(build) {
    build.onResolve({ filter: FILTER }, ({ path }) => ({ path, namespace: 'lazy-package', sideEffects: false }));
    build.onResolve({ filter: /^/, namespace: 'lazy-package' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /^/, namespace: 'lazy-package' }, ({ path }) => ({ contents: stubOf(path) }));
  },
};

/** For the bundles of the packages themselves: one that uses another takes the other's bundle. @type {import('esbuild').Plugin} */
export const sharedPackages = {
  name: 'shared-packages',
  setup(build) {
    build.onResolve({ filter: FILTER }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${entryOf(path)}.cjs`, external: true },
    );
  },
};

/** Functions and tables (acorn's token types, a curve); a class can't wait, and fails the build where it is imported. */
function stubOf(/** @type {string} */ name) {
  // Kept: require() takes as long as acorn for a short function, and is called for each of them.
  const load = `let loaded; const load = () => (loaded ??= require(${JSON.stringify(`./${entryOf(name)}.cjs`)}));`;
  const members = Object.entries(require(name)).filter(
    ([key, value]) => key !== 'default' && (typeof value !== 'function' || /^[a-z]/.test(key)),
  );
  const exported = members.map(([key, value]) => `export const ${key} = ${waiting(key, value)};`);
  const itself = typeof require(name) === 'function' ? ['export default (...args) => load()(...args);'] : [];
  return [load, ...exported, ...itself].join('\n');
}

/** What stands for a member of a package until it is loaded. @param {string} key @param {unknown} value */
function waiting(key, value) {
  return typeof value === 'function'
    ? `(...args) => load().${key}(...args)`
    : `/* @__PURE__ */ new Proxy(${bytesOf(value)}, { get: (known, name) => known[name] ?? load().${key}[name] })`;
}

/** The constants of a table that need not wait: the base point of X25519 is asked for before any of its functions. */
function bytesOf(/** @type {unknown} */ table) {
  const constants = Object.entries(Object(table)).filter(([, value]) => value instanceof Uint8Array);
  return `{ ${constants.map(([name, bytes]) => `${name}: new Uint8Array([${bytes}])`).join(', ')} }`;
}
