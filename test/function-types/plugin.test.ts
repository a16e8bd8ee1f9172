import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import ts from 'typescript';
import { init } from '../../function-types/plugin.ts';

const FOLDER = '^/flow-code/ts-nul-authority/home/ana/flows/ingest.json';
const CODE = `${FOLDER}/n1/func/Ingest › fetch.js`;
const TYPES = join(import.meta.dirname, '../../function-types/function-node.d.ts');

/** A language service as TypeScript's server has it for loose files, with the plugin. */
function serviceFor(files: ReadonlyMap<string, string>): ts.LanguageService {
  const host: ts.LanguageServiceHost = {
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = files.get(name) ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCompilationSettings: () => ({ allowJs: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => files.has(name) || ts.sys.fileExists(name),
    readFile: (name) => files.get(name) ?? ts.sys.readFile(name),
  };
  const languageService = ts.createLanguageService(host);
  const project = { isClosed: () => false } satisfies Partial<ts.server.Project>;
  const info = { languageServiceHost: host, languageService, project: project as unknown };
  return init({ typescript: ts }).create(info as ts.server.PluginCreateInfo);
}

/** What is offered at the ¦ of function code. */
function offered(marked: string): readonly string[] {
  const offset = marked.indexOf('¦');
  const service = serviceFor(new Map([[CODE, marked.replace('¦', '')]]));
  return (service.getCompletionsAtPosition(CODE, offset, undefined)?.entries ?? []).flatMap(({ name, kind }) =>
    kind === ts.ScriptElementKind.warning ? [] : [name],
  );
}

/** What a hover says at the ¦. */
function hover(marked: string): string {
  const service = serviceFor(new Map([[CODE, marked.replace('¦', '')]]));
  return ts.displayPartsToString(service.getQuickInfoAtPosition(CODE, marked.indexOf('¦'))?.displayParts);
}

describe('JavaScript help in function code', () => {
  it('has types without a fault of their own', () => {
    const service = serviceFor(new Map([[CODE, '']]));
    deepEqual(
      service.getSemanticDiagnostics(TYPES).map(({ messageText }) => messageText),
      [],
    );
    deepEqual(service.getSyntacticDiagnostics(TYPES), []);
  });

  const members: readonly (readonly [string, readonly string[]])[] = [
    ['msg.¦', ['payload', 'topic', '_msgid']],
    ['node.¦', ['send', 'done', 'warn', 'error', 'log', 'status', 'on', 'id', 'name', 'outputCount', 'linkcall']],
    ['node.status({ ¦ })', ['fill', 'shape', 'text']],
    ['node.status({ fill: "¦" })', ['red', 'green', 'yellow', 'blue', 'grey']],
    ['context.¦', ['get', 'set', 'keys', 'flow', 'global']],
    ['global.¦', ['get', 'set', 'keys']],
    ['flow.¦', ['get', 'set', 'keys']],
    ['env.¦', ['get']],
    ['RED.util.¦', ['cloneMessage', 'getObjectProperty', 'evaluateNodeProperty']],
    ['Buffer.from("a").¦', ['toString', 'readUInt16BE', 'length']],
    ['new URL("http://a").¦', ['searchParams', 'hostname']],
    ['¦', ['msg', 'node', 'context', 'flow', 'global', 'env', 'RED', 'setTimeout', 'Buffer', 'JSON']],
  ];
  for (const [code, names] of members) {
    it(`offers what there is: ${code}`, () => {
      const found = offered(code);
      for (const name of names) ok(found.includes(name), `${name} among ${found.slice(0, 40).join(' ')}`);
    });
  }

  it('offers nothing of a browser', () => {
    const found = offered('¦');
    for (const name of ['window', 'document', 'HTMLElement']) ok(!found.includes(name), name);
  });

  it('knows overloads: one key, several, a callback', () => {
    equal(hover('const va¦lue = global.get("a");'), 'const value: any');
    equal(hover('const va¦lue = global.get(["a", "b"], "file");'), 'const value: any[]');
    equal(hover('const va¦lue = flow.keys();'), 'const value: string[]');
    equal(hover('const va¦lue = await node.linkcall("x", msg);'), 'const value: NodeRedMessage');
  });

  it('keeps the names of two functions apart', () => {
    const other = `${FOLDER}/n2/func/Ingest › other.js`;
    const service = serviceFor(
      new Map([
        [CODE, 'const same = 1;\nreturn same;'],
        [other, 'const same = "text";'],
      ]),
    );
    equal(ts.displayPartsToString(service.getQuickInfoAtPosition(CODE, 24)?.displayParts), 'const same: 1');
  });

  it('tells other files nothing', () => {
    const script = '/home/ana/scripts/a.js';
    const template = `${FOLDER}/n3/template/page.js`;
    const service = serviceFor(
      new Map([
        [script, 'node.'],
        [template, 'node.'],
      ]),
    );
    equal(service.getProgram()?.getSourceFile(TYPES), undefined);
  });

  it('lets TypeScript’s server close a project', () => {
    const { service, close } = projectsOf(ts);
    const projects = [CODE, '/home/ana/a.js', CODE].map((name, index) => {
      service.openClientFile(name, 'const a = 1;', ts.ScriptKind.JS, `/home/${index}`);
      const project = service.getDefaultProjectForFile(ts.server.toNormalizedPath(name), true);
      equal(project?.getLanguageService().getProgram()?.getSourceFile(TYPES) !== undefined, name === CODE);
      service.closeClientFile(name);
      return project;
    });
    // A project without open files goes when the next file opens.
    deepEqual(
      projects.map((project) => project?.isClosed()),
      [true, true, false],
    );
    close();
  });
});

/** The projects of TypeScript's server, with the plugin in each. */
function projectsOf({ server, sys }: typeof ts) {
  const timers: NodeJS.Timeout[] = [];
  const host: ts.server.ServerHost = {
    ...sys,
    watchFile: () => ({ close: () => undefined }),
    watchDirectory: () => ({ close: () => undefined }),
    setTimeout: (action: (...args: unknown[]) => void, ms: number, ...args: unknown[]) => {
      const timer = setTimeout(action, ms, ...args);
      timers.push(timer);
      return timer;
    },
    clearTimeout,
    setImmediate,
    clearImmediate,
    require: () => ({ module: init, error: undefined }),
  };
  const logger: ts.server.Logger = {
    close: () => undefined,
    hasLevel: () => false,
    loggingEnabled: () => false,
    perftrc: () => undefined,
    info: () => undefined,
    startGroup: () => undefined,
    endGroup: () => undefined,
    msg: () => undefined,
    getLogFileName: () => undefined,
  };
  const service = new server.ProjectService({
    host,
    logger,
    cancellationToken: server.nullCancellationToken,
    useSingleInferredProject: false,
    useInferredProjectPerProjectRoot: true,
    typingsInstaller: server.nullTypingsInstaller,
    globalPlugins: ['flow-secrets-function-types'],
    pluginProbeLocations: [import.meta.dirname],
    session: undefined,
  });
  return {
    service,
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
