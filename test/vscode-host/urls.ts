import { resolve } from 'node:path';
import { type VsCodeServer } from './server.ts';

/** The workbench's address for a folder or a .code-workspace file; with neither, an empty window. */
export function workbenchUrl(
  server: VsCodeServer,
  target: {
    readonly folder?: string | undefined;
    readonly workspace?: string | undefined;
    /** VS Code's development payload: pairs such as `extensionTestsPath`. */
    readonly payload?: readonly (readonly [name: string, value: string])[];
  },
): string {
  const url = new URL(server.url);
  if (target.folder !== undefined) url.searchParams.set('folder', resolve(target.folder));
  else if (target.workspace !== undefined) url.searchParams.set('workspace', resolve(target.workspace));
  else url.searchParams.set('ew', 'true');
  if (target.payload !== undefined) url.searchParams.set('payload', JSON.stringify(target.payload));
  return url.href;
}

/** A path of this machine as the workbench page names it. */
export function remoteUri(server: VsCodeServer, path: string): string {
  const segments = resolve(path).split('/').map(encodeURIComponent);
  return `vscode-remote://127.0.0.1:${server.port}${segments.join('/')}`;
}
