import path from 'node:path';
import { parse } from 'yaml';
import { StoreError } from '../store.ts';
import { isRecipient, recipientFault } from '../identity/identity.ts';
import { readIfThere } from './read-if-there.ts';
import { Re2 } from './sops/re2.ts';
import { SopsError } from './sops/sops-error.ts';

/** The age recipients that the project's `.sops.yaml` wants for a file, and where it stands. */
export interface CreationRule {
  readonly file: string;
  readonly recipients: readonly string[];
}

/**
 * The first creation rule that matches a new file, from the nearest `.sops.yaml` upward, not above the root
 * (config/config.go, parseCreationRuleForFile). Keys that are not age's are left to `sops updatekeys`.
 * @param file absolute path of the new file
 * @throws StoreError `broken` when the file can't be read or followed
 */
export async function creationRuleFor(file: string, root: string): Promise<CreationRule | undefined> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const rules = path.join(folder, '.sops.yaml');
    const bytes = await readIfThere(rules);
    if (bytes !== undefined)
      return ruleFrom(bytes.toString('utf8'), rules, path.relative(folder, file).split(path.sep).join('/'));
    if (folder === root || folder === path.dirname(folder)) return undefined;
  }
}

function ruleFrom(text: string, file: string, relative: string): CreationRule | undefined {
  const broken = (why: string): StoreError => new StoreError('broken', `${file}: ${why}`, file);
  let document: unknown;
  try {
    document = parse(text, { maxAliasCount: 100 });
  } catch {
    throw broken('It is not valid YAML.');
  }
  const rules = property(document, 'creation_rules');
  if (!Array.isArray(rules)) return undefined;
  const rule: unknown = rules.find((candidate: unknown) => {
    const regex = property(candidate, 'path_regex');
    return typeof regex !== 'string' || regex === '' || matches(regex, relative, broken);
  });
  if (rule === undefined) return undefined;
  const recipients = ageOf(rule);
  if (!recipients) throw broken('Its rule wants several keys together (key groups); create the file with sops.');
  const bad = recipients.find((recipient) => !isRecipient(recipient));
  if (bad !== undefined) throw broken(recipientFault(bad));
  return { file, recipients };
}

function matches(regex: string, relative: string, broken: (why: string) => StoreError): boolean {
  try {
    return new Re2(regex).test(relative);
  } catch (error) {
    if (!(error instanceof SopsError)) throw error;
    throw broken(`Its path_regex ${JSON.stringify(regex)} can't be followed here. Write a simpler one.`);
  }
}

/** Undefined for a rule whose groups share the key between them. */
function ageOf(rule: unknown): readonly string[] | undefined {
  const groups = property(rule, 'key_groups');
  if (!Array.isArray(groups) || groups.length === 0) return listOf(property(rule, 'age'));
  return groups.length === 1 ? listOf(property(groups[0], 'age')) : undefined;
}

/** A list, or text with commas. */
function listOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .filter((item) => typeof item === 'string')
    .flatMap((item) => item.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
