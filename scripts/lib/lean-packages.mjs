// Of packages that are bundled, what nobody here calls and each start would pay for.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** The one that is shipped: with another copy of it, two dozen signals are listened to twice. */
const SIGNAL_EXIT = require.resolve('signal-exit');

const LATE_CRYPTO = ['randomBytes', 'randomUUID']
  .map((name) => `exports.${name} = (...args) => require('node:crypto').${name}(...args);`)
  .join('\n');

/** @type {import('esbuild').Plugin} */
export const leanPackages = {
  name: 'lean-packages',
  setup(build) {
    // What looks for npm packages on behalf of servers in other languages, and loads child_process.
    build.onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({ contents: '' }));
    // vscode-jsonrpc asks for random names of pipes and progress, long after its start if ever: crypto loads thirty modules of Node's.
    build.onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      /vscode-jsonrpc/.test(importer) ? { path: 'crypto', namespace: 'late-crypto' } : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'late-crypto' }, () => ({ contents: LATE_CRYPTO }));
    // proper-lockfile makes and removes folders and asks and sets their times, which graceful-fs leaves to Node's own fs
    // but for wrapping all of that, in the editor's process too.
    build.onResolve({ filter: /^graceful-fs$/ }, () => ({ path: 'fs', external: true }));
    build.onResolve({ filter: /^signal-exit$/ }, ({ importer }) =>
      /proper-lockfile/.test(importer) ? { path: 'onExit', namespace: 'signal-exit-3' } : { path: SIGNAL_EXIT },
    );
    // write-file-atomic asks in which worker it runs, to name its temporary files: programs and extension run in none.
    build.onResolve({ filter: /^worker_threads$/ }, ({ importer }) =>
      /write-file-atomic/.test(importer) ? { path: 'worker_threads', namespace: 'main-thread' } : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'main-thread' }, () => ({ contents: 'module.exports = { threadId: 0 };' }));
    // proper-lockfile knows the version before, which was a function, and loads assert.
    build.onLoad({ filter: /^/, namespace: 'signal-exit-3' }, () => ({
      contents: `module.exports = require(${JSON.stringify(SIGNAL_EXIT)}).onExit;`,
      resolveDir: import.meta.dirname,
    }));
  },
};
