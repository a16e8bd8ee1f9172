import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity } from 'age-encryption';
import {
  createMessageConnection,
  InitializeRequest,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const root = join(import.meta.dirname, '..', '..');
const ROOMS = ['language', 'config', 'workspace', 'store', 'server', 'client', 'cli', 'scripts'];
const FILES = ['package.json', 'esbuild.mjs', '.npmignore', 'README.md', 'CHANGELOG.md', 'LICENSE'];

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the npm package', function () {
  this.timeout(120_000);
  let folder: string;
  let files: readonly string[];

  // Packed from a copy: packing builds, and must not replace what other tests run.
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'flow-secrets-package-'));
    const source = join(folder, 'source');
    for (const name of [...ROOMS, ...FILES]) cpSync(join(root, name), join(source, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
    const [packed] = JSON.parse(npm(source, 'pack', '--json', '--pack-destination', folder)) as Packed[];
    ok(packed);
    files = packed.files.map(({ path }) => path);
    const target = join(folder, 'target');
    mkdirSync(target);
    npm(target, 'install', '--offline', join(folder, packed.filename));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds the command line and the server, and neither client nor sources', () => {
    const expected =
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|flow-secrets\.schema\.json|dist\/((?!extension)[\w-]+\.cjs|THIRD-PARTY-NOTICES\.txt))$/;
    deepEqual(
      files.filter((file) => !expected.test(file)),
      [],
    );
  });

  it('brings the licences of what is bundled', () => {
    const notices = join(folder, 'target', 'node_modules', 'flow-secrets', 'dist', 'THIRD-PARTY-NOTICES.txt');
    match(readFileSync(notices, 'utf8'), /^acorn [\d.]+ \(MIT\)[^]*^yaml [\d.]+ \(ISC\)[^]*Permission/m);
  });

  it('installs the command line without any other package', () => {
    const program = join(folder, 'target', 'node_modules', '.bin', 'flow-secrets');
    match(execFileSync(program, ['--help'], { encoding: 'utf8' }), /references/);
  });

  /** Makes a store with the installed command line and reads a secret of it. */
  function writesAndReads(name: string, identity: NodeJS.ProcessEnv): void {
    const program = join(folder, 'target', 'node_modules', '.bin', 'flow-secrets');
    const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), ...identity };
    const flowSecrets = (input: string, ...args: string[]): string =>
      execFileSync(program, [...args, '--root', join(folder, name)], { encoding: 'utf8', input, env });
    flowSecrets('', 'init');
    flowSecrets('', 'space', 'add', 'DEV');
    flowSecrets('canary', 'secret', 'set', 'DEV', 'TOKEN');
    equal(flowSecrets('', 'secret', 'reveal', 'DEV', 'TOKEN'), 'canary\n');
  }

  it('installs a command line that writes a store and reads it again', () => {
    writesAndReads('work', {});
  });

  it('brings what a post-quantum key needs, which is loaded late', async () => {
    writesAndReads('post-quantum', { SOPS_AGE_KEY: await generateHybridIdentity() });
  });

  it('installs a server that answers over stdio, and ends when it is told to', async () => {
    const program = join(folder, 'target', 'node_modules', '.bin', 'flow-secrets-language-server');
    const server = spawn(program, ['--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const result: InitializeResult = await connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    ok(result.capabilities.completionProvider?.triggerCharacters?.includes('.'));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    equal(await ended, 0);
    connection.dispose();
  });
});
