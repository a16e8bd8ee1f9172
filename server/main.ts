import { version } from '../package.json';
import { start } from './start.ts';

const HELP = `Usage: flow-secrets-language-server --stdio

The language server of Flow Secrets: completion, findings and navigation for SECRETS and CREDENTIALS
in Node-RED flows, templates and scripts. It reads names only, never a value.

  --stdio      speak LSP on standard input and output
  --version    print the version
  --help       print this text
`;

/** The server needs no key: it must not even see one (CONTRACTS 12). */
function forgetKeys(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(SOPS|VAULT|BAO)_/i.test(name)) Reflect.deleteProperty(process.env, name);
  }
}

function main(args: readonly string[]): void {
  forgetKeys();
  if (args.includes('--version')) process.stdout.write(`${version}\n`);
  else if (args.includes('--help')) process.stdout.write(HELP);
  else if (args.includes('--stdio')) start(version);
  else {
    process.stderr.write(HELP);
    process.exitCode = 2;
  }
}

main(process.argv.slice(2));
