import { LSPErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import { isNamed } from '../../language/reference.ts';
import { writeName } from '../../language/references/write-name.ts';
import { nameAt, type NamePlace } from '../../language/names/name-place.ts';
import { credentialOf, follow } from '../../language/names/candidates.ts';
import { type LocatedReference, type RenamePlan } from '../../workspace/api.ts';
import { locationOf } from '../location.ts';
import { type View, viewOf } from '../names.ts';
import { type FlowSymbol, type RenameResult, type UsagePlace } from '../protocol.ts';
import { type Session } from '../session.ts';
import { rangeOf, type Site } from '../site.ts';
import { siteWords } from '../words.ts';

/** What under the cursor can be renamed; null for a name that the store lacks or that has to stay (an array index). */
export function symbolAt(site: Site, position: Position): FlowSymbol | null {
  const place = nameAt(site.document, site.document.offsetAt(position));
  const view = viewOf(site.workspace, site.path);
  if (!place || !view || !isNamed(place.reference) || place.name.notation.kind === 'index') return null;
  const { kind, key, path } = place.reference;
  const spaces = kind === 'secret' ? spacesWith(view, place) : [];
  if (kind === 'secret' ? spaces.length === 0 : !isRenamable(view, place)) return null;
  return {
    root: view.project.root,
    kind,
    key: key.name,
    path: path.slice(0, place.segment + 1).map(({ name }) => name),
    spaces,
    name: place.name.name,
    range: rangeOf(site.document, place.name),
  };
}

/** The spaces of the file that hold the name. */
function spacesWith(view: View, { reference, segment }: NamePlace): readonly string[] {
  return isNamed(reference) ? follow(view, reference, segment).found.map(({ space }) => space.space) : [];
}

/** Credentials that are there; of their fields only a custom one's have names of the user's. */
function isRenamable(view: View, { reference, segment, name }: NamePlace): boolean {
  const credential = isNamed(reference) ? credentialOf(view, reference.key.name) : undefined;
  if (!credential || segment < 0) return credential !== undefined;
  return (
    segment === 0 && credential.type === 'custom' && [...credential.fields, ...credential.sealed].includes(name.name)
  );
}

/** A plan as the client gets it: ranges for documents, offsets and digests for closed files. */
export function renameResult(session: Session, root: string, plan: RenamePlan): RenameResult {
  const { spaces, lacking, resumes, files, maybe, refusals } = plan;
  const place = (located: LocatedReference): UsagePlace => ({
    uri: session.uriOf(located.path),
    range: located.range,
    site: siteWords(located),
    location: locationOf(session.workspace, root, located.path, located.range),
  });
  return {
    spaces,
    lacking,
    resumes,
    files: files.map(({ path, digest, edits }) => {
      const uri = session.uriOf(path);
      const version = session.documents.get(uri)?.version;
      return {
        uri,
        ...(digest === undefined ? { version: version ?? null } : { digest }),
        edits: edits.map(({ start, end, text, range, located }) => ({
          start,
          end,
          text,
          range,
          place: place(located),
        })),
      };
    }),
    maybe: maybe.map(place),
    refusals: refusals.map(({ message, path, range }) => ({
      message,
      ...(path !== undefined && {
        uri: session.uriOf(path),
        location: locationOf(session.workspace, root, path, range),
      }),
    })),
  };
}

/**
 * `textDocument/rename`: a rename changes the store too, which the server has no key for, and in an order that no edit
 * of LSP can have. So it names the command that does it.
 * @throws ResponseError always
 */
export function refuseRename(site: Site, position: Position, to: string): never {
  const symbol = symbolAt(site, position);
  if (!symbol)
    throw new ResponseError(LSPErrorCodes.RequestFailed, 'There is no secret or credential of the store here.');
  const { kind, spaces, key, path } = symbol;
  const [space = ''] = spaces;
  const words =
    kind === 'secret'
      ? ['secret rename', space, expressionOf([key, ...path]), to]
      : ['credential rename', key, to, ...path.map((field) => `--field=${field}`)];
  const [command = '', ...names] = words;
  throw failed(
    `Renaming changes the store too. Run in a terminal: flow-secrets ${command} ${names.map(shellWord).join(' ')}`,
  );
}

function failed(message: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** `DB.auth["user name"]`, as the command line takes it; a KEY alone stands as it is. */
function expressionOf([key = '', ...path]: readonly string[]): string {
  const place = { syntax: 'expression', within: [] } as const;
  return path.reduce((text, name) => {
    const written = writeName(name, { kind: 'dot' }, place);
    return written?.needsBrackets === false ? `${text}.${name}` : `${text}${written?.text ?? ''}`;
  }, key);
}

function shellWord(word: string): string {
  return /^[\w.@%+=:,/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
