import * as l10n from '@vscode/l10n';
import { type Shape } from '../../language/catalog.ts';
import { type RenameSymbol } from '../../server/protocol.ts';
import { askText } from '../dialogs/ask-text.ts';
import { Cancelled } from '../errors.ts';
import { checkKey, checkName, type NameProblem } from '../names.ts';
import { type Project } from '../projects.ts';
import { symbolText } from './rename-text.ts';

/** Asks for the new name; a taken or malformed one is refused while it is typed. @throws Cancelled */
export async function askNewName(project: Project, symbol: RenameSymbol): Promise<string> {
  const old = symbol.path.at(-1) ?? symbol.key;
  const taken = takenNames(project, symbol).filter((name) => name !== old);
  const isKey = symbol.kind === 'secret' && symbol.path.length === 0;
  const check = (text: string): NameProblem | undefined => {
    if (text === old) return undefined;
    return isKey ? checkKey(text, taken) : checkName(text, taken);
  };
  const to = await askText({
    title: l10n.t('Rename {0}', symbolText(symbol)),
    prompt: l10n.t('The new name. Every reference to it changes, in closed files too.'),
    value: old,
    check,
  });
  if (to === old) throw new Cancelled();
  return to;
}

/** The names beside it, but for what an interrupted rename has copied there. */
function takenNames({ catalog }: Project, { kind, key, path, spaces }: RenameSymbol): readonly string[] {
  if (kind === 'credential') {
    const { credentials } = catalog.credentials;
    if (path.length === 0) return credentials.filter(({ renamedFrom }) => renamedFrom !== key).map(({ name }) => name);
    const credential = credentials.find(({ name }) => name === key);
    const fields = [...(credential?.fields ?? []), ...(credential?.sealed ?? [])];
    return fields.filter((name) => name !== credential?.renamedField?.to);
  }
  const held = catalog.spaces.filter(({ space }) => spaces.includes(space)).map(({ secrets }) => secrets);
  if (path.length === 0) {
    return held.flatMap((secrets) => secrets.filter(({ renamedFrom }) => renamedFrom !== key).map((one) => one.key));
  }
  return held.flatMap((secrets) => {
    const secret = secrets.find((one) => one.key === key);
    const parent = path.slice(0, -1).reduce<Shape | undefined>(childOf, secret?.shape);
    const names = parent?.kind === 'object' ? parent.members.map(([name]) => name) : [];
    return names.filter((name) => name !== secret?.renamedPath?.to);
  });
}

function childOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape?.kind === 'object') return shape.members.find(([member]) => member === name)?.[1];
  return shape?.kind === 'array' ? shape.items.find((_item, index) => String(index) === name) : undefined;
}
