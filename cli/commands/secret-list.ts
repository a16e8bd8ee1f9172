import { type Shape } from '../../language/catalog.ts';
import { writeName } from '../../language/references/write-name.ts';
import { spaceIn } from '../../store/files/space-access.ts';
import { type Command, FINE, JSON_OPTION, type OptionValues, ROOT_OPTION, type Terminal } from '../command.ts';
import { printJson } from '../entries.ts';
import { projectIn } from '../store.ts';
import { wordsOf } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const secretList: Command = {
  name: 'secret list',
  parameters: 'SPACE [--json]',
  summary: 'list the names of the secrets of a space, with their uses',
  details: ['Names and key paths only, no value; needs no key.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space] = wordsOf(positionals, secretList, ['SPACE']);
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const catalog = opened.workspace.catalogOf(project);
  const found = spaceIn(catalog ?? { spaces: [], broken: [] }, space, project.storeFolder);
  const counts = opened.workspace.counts(project.root).spaces.find((one) => one.space === space);
  const uses = new Map(counts?.uses);
  const rows = found.secrets.map(({ key, kind, shape, createdAt, updatedAt }) => ({
    key,
    kind: kind ?? (shape.kind === 'text' ? 'text' : 'json'),
    paths: pathsIn(shape, ''),
    created_at: createdAt,
    updated_at: updatedAt,
    uses: uses.get(key) ?? 0,
  }));
  if (values['json'] === true) printJson(rows, terminal);
  else {
    for (const { key, kind, paths, uses: count } of rows) {
      terminal.out(`${key}: ${[kind, ...paths].join(' ')}, ${count} uses`);
    }
  }
  return FINE;
}

/** The leaves of a JSON secret as flows write them below its key: `host`, `auth.user`, `list[0]`, `["a b"]`. */
function pathsIn(shape: Shape, path: string): readonly string[] {
  switch (shape.kind) {
    case 'object':
      return shape.members.flatMap(([name, member]) => pathsIn(member, path + segment(name, path)));
    case 'array':
      return shape.items.flatMap((item, index) => pathsIn(item, `${path}[${index}]`));
    case 'text':
    case 'unknown':
      return path === '' ? [] : [path];
  }
}

function segment(name: string, path: string): string {
  const written = writeName(name, { kind: 'dot' }, { syntax: 'expression', within: [] });
  // A name with both kinds of quotes can't be written in a property expression.
  if (!written) return `[${JSON.stringify(name)}]`;
  return written.needsBrackets || path === '' ? written.text : `.${written.text}`;
}
