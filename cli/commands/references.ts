import { resolve } from 'node:path';
import { endingOf, isLookedAt } from '../../language/document/file-kind.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { type Command, FINE, JSON_OPTION, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { entryOf, nameOf, printJson } from '../entries.ts';
import { lineAndColumn } from '../workspace.ts';

export const references: Command = {
  name: 'references',
  parameters: 'FILE… [--json]',
  summary: 'list what files refer to',
  details: ['Works on any file; no configuration and no store is needed.'],
  options: { json: JSON_OPTION },
  run,
};

async function run(files: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const { out, err, cwd } = terminal;
  if (files.length === 0) throw new UsageError('references needs a file: flow-secrets references FILE….');
  const { createDocument } = await import('../../language/document/source-document.ts');
  const rows: unknown[] = [];
  for (const file of files) {
    const document = createDocument(file, await textOf(resolve(cwd, file), file), readAs(file));
    const problem = document.problem();
    if (problem !== undefined) err(`${file}: ${problem}`);
    for (const reference of document.references()) {
      const entry = entryOf(file, reference);
      if (entry === undefined) continue;
      if (values['json'] === true) rows.push(entry);
      else out(`${file}:${lineAndColumn(document.positionAt(entry.start))} ${nameOf(reference)}`);
    }
  }
  if (values['json'] === true) printJson(rows, terminal);
  return FINE;
}

/** A file of another ending is read as a template, as if a binding named it; the reader knows scripts by their ending. */
function readAs(file: string): 'template' | undefined {
  return isLookedAt(file) || endingOf(file) === 'typescript' ? undefined : 'template';
}

async function textOf(path: string, file: string): Promise<string> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await nodeFileSystem.read(path);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (bytes === undefined) throw new UsageError(`${file} is not there.`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
