import { join } from 'node:path';
import type ts from 'typescript/lib/tsserverlibrary';

/** Addresses of function code in TypeScript's server: scheme, authority, flow file, node, property, title. */
const FUNCTION_CODE = /^\^\/flow-code\/.*\.json\/[^/]+\/(?:func|initialize|finalize)\/[^/]+\.js$/;
const TYPES = join(__dirname, 'function-node.d.ts');

/**
 * A plugin of TypeScript's server (VS Code's JavaScript help): tells it what function code of a flow finds around it.
 * A project of nothing else knows JavaScript alone, not a browser, and keeps each function's names to itself.
 */
export function init({ typescript }: { typescript: typeof ts }): ts.server.PluginModule {
  return {
    create({ project, languageServiceHost: host, languageService }) {
      const namesOf = host.getScriptFileNames.bind(host);
      const settingsOf = host.getCompilationSettings.bind(host);
      host.getScriptFileNames = () => {
        const names = namesOf();
        return names.some(isFunctionCode) ? [...names, TYPES] : names;
      };
      host.getCompilationSettings = () => {
        // A project that is being closed still asks, and has no files any more.
        const names = project.isClosed() ? [] : namesOf();
        if (names.length === 0 || !names.every(isFunctionCode)) return settingsOf();
        const moduleDetection = typescript.ModuleDetectionKind.Force;
        return { ...settingsOf(), lib: ['lib.es2023.d.ts'], types: [], moduleDetection };
      };
      return languageService;
    },
  };
}

function isFunctionCode(name: string): boolean {
  return FUNCTION_CODE.test(name);
}
