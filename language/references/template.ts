import { type Effect, type Name, type Place, type Reading, type Reference, type Slip } from '../reference.ts';
import { deepest } from './deepest.ts';
import { kindOfRoot } from './expression.ts';
import { MAX_REFERENCES } from './limits.ts';
import { looksLikeMarkup } from './markup.ts';
import { type MustacheTag, scanMustache } from './mustache-tags.ts';
import { NOTHING } from './reading.ts';
import { belowScope, MAX_DEPTH, type Scope, scopeOf } from './section-scope.ts';
import { rightCase } from './slip.ts';
import { codeSpans } from './template-code.ts';
import { type PathWord, templateWords, type Word } from './template-words.ts';

interface Section {
  readonly name: string;
  /** What names inside are relative to; undefined outside of any secret. */
  readonly scope: Scope | undefined;
  /** Block parameters: `as |db|`. */
  readonly locals: ReadonlyMap<string, Scope>;
  /** True for `{{#SECRETS.DB}}`: its closing tag repeats the path. */
  readonly isPath: boolean;
}

const TEMPLATE: Place = { syntax: 'template', within: [] };

/**
 * The references of a template file: `{{SECRETS.X}}` and `{{global.SECRETS.X}}` in the tags of mustache and Handlebars (sections,
 * helpers, `with`, `lookup`), `${SECRETS.X}`, `${{ SECRETS.X }}`; CREDENTIALS likewise. Double braces escape the value, all
 * else gives it as it is. A closing tag counts like its opening tag, as a rename has to change both.
 */
export function readTemplate(text: string): Reading {
  if (!/SECRETS|CREDENTIALS/i.test(text)) return NOTHING;
  const reader = new TagReader(text);
  for (const tag of scanMustache(text, 'handlebars')) {
    if (reader.references.length >= MAX_REFERENCES) break;
    reader.read(tag, text);
  }
  const found = reader.references;
  for (const { start, end } of codeSpans(text)) {
    if (found.length >= MAX_REFERENCES) break;
    const words = templateWords(text, start, end, 'code');
    for (const word of words) {
      const reference = word.kind === 'path' ? absoluteReference(word, 'value', words.length === 1) : undefined;
      if (reference !== undefined) found.push(reference);
    }
    reader.slips.push(...words.flatMap(slipsOf));
  }
  return { references: deepest(distinct(found)), bare: [], slips: reader.slips.toSorted((a, b) => a.start - b.start) };
}

/** What stands in a tag and in `${…}` at once is one reference. */
function distinct(references: readonly Reference[]): Reference[] {
  const absolute = new Set<string>();
  return references.filter((reference) => {
    const id = `${reference.start} ${reference.end}`;
    if (reference.relative === true) return true;
    if (absolute.has(id)) return false;
    absolute.add(id);
    return true;
  });
}

class TagReader {
  readonly references: Reference[] = [];
  readonly slips: Slip[] = [];
  /** Whether a plain tag changes a value that nobody wants changed. */
  readonly #damages: boolean;
  readonly #sections: Section[] = [];
  /** How many open sections have a name: without it a closing tag that fits none would search them all. */
  readonly #counts = new Map<string, number>();

  constructor(text: string) {
    this.#damages = !looksLikeMarkup(text);
  }

  read(tag: MustacheTag, text: string): void {
    if (tag.type === '!' || tag.type === '=') return;
    const words = templateWords(text, tag.start, tag.start + tag.content.length, 'tag');
    const [first] = words;
    if (tag.type === '/') this.#close(tag, first);
    else if (isElse(tag)) this.#otherwise(words);
    else if (tag.type === '#' || tag.type === '^') this.#open(tag, words);
    else this.#output(tag, words, text);
    if (tag.type !== '/') this.slips.push(...words.flatMap(slipsOf));
  }

  #output(tag: MustacheTag, words: readonly Word[], text: string): void {
    const plain = tag.type === 'name' && text[tag.open - 1] !== '$';
    const isHelper = tag.type === '>' || words.length > 1;
    const before = this.references.length;
    this.#uses(words, plain ? 'escaped' : 'value', isHelper, tag.closed || words.length === 1);
    const printed = isHelper ? [] : this.references.splice(before);
    const unescape = plain && this.#damages ? { unescape: tag.inside } : {};
    for (const reference of printed) this.references.push({ ...reference, prints: true, ...unescape });
  }

  #open(tag: MustacheTag, words: readonly Word[]): void {
    const [first] = words;
    const outer = this.#sections.at(-1);
    const isPath = words.length === 1 && first?.kind === 'path';
    const subject = isPath ? first : words[1];
    const target = subject?.kind === 'path' ? this.#resolve(subject, 'value') : undefined;
    const scope = scopeOf(target);
    const helper = first?.kind === 'path' && !isPath ? (first.names[0]?.name ?? '') : '';
    const pushes = tag.type === '#' && (isPath || helper === 'with');
    // A section on all of SECRETS is no use of any: the names inside are.
    if (isPath) this.#addUnlessWhole(target);
    else this.#uses(words, 'value', true, tag.closed, pushes);
    const name = isPath ? tag.content : helper;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#sections.push({
      name,
      scope: pushes ? scope : helper === 'each' ? undefined : outer?.scope,
      locals: localsOf(words, pushes ? scope : undefined, outer?.locals),
      isPath,
    });
  }

  #close(tag: MustacheTag, word: Word | undefined): void {
    let section: Section | undefined;
    while ((this.#counts.get(tag.content) ?? 0) > 0 && section?.name !== tag.content) {
      section = this.#sections.pop();
      if (section === undefined) break;
      this.#counts.set(section.name, (this.#counts.get(section.name) ?? 0) - 1);
    }
    if (word?.kind !== 'path' || section?.isPath === false) return;
    this.#addUnlessWhole(section === undefined ? absoluteReference(word, 'value') : this.#resolve(word, 'value'));
  }

  #addUnlessWhole(reference: Reference | undefined): void {
    if (reference !== undefined && reference.dynamic !== 'whole') this.references.push(reference);
  }

  /** `{{else}}`, `{{else if …}}`, `{{^}}`: names mean again what they mean around the section. */
  #otherwise(words: readonly Word[]): void {
    const section = this.#sections.pop();
    if (section !== undefined) this.#sections.push({ ...section, scope: this.#sections.at(-1)?.scope });
    this.#uses(words.slice(1), 'value', true, true);
  }

  /** References of all words; the first one is a helper's name where the tag calls one. */
  #uses(words: readonly Word[], effect: Effect, isHelper: boolean, isWhole: boolean, opensScope = false): void {
    for (const [i, word] of words.entries()) {
      if (word.kind !== 'path') continue;
      const isName =
        (isHelper && i === 0) || isSign(words[i - 1], '(') || isSign(words[i + 1], '=') || isLocal(words, i);
      const path = isLookup(words[i - 1]) ? lookedUp(word, words[i + 1]) : word;
      const reference = isName || !isWhole ? absoluteReference(path, effect) : this.#resolve(path, effect);
      if (reference === undefined || (opensScope && i === 1 && reference.dynamic === 'whole')) continue;
      this.references.push(reference);
    }
  }

  /** What a path names where it stands: below SECRETS, a block parameter, or the section around. */
  #resolve(word: PathWord, effect: Effect): Reference | undefined {
    const absolute = absoluteReference(word, effect);
    if (absolute !== undefined || word.outer) return absolute;
    const section = this.#sections.at(-1);
    const [first, ...rest] = word.names;
    if (section === undefined || first?.notation.kind !== 'dot') return undefined;
    const local = section.locals.get(first.name);
    if (local !== undefined) return rest.length === 0 ? undefined : relativeReference(word, local, rest, effect);
    const isWord = KEYWORDS.has(first.name) || first.name.startsWith('@');
    if (section.scope === undefined || isWord) return undefined;
    return relativeReference(word, section.scope, word.names, effect);
  }
}

const KEYWORDS = new Set('this true false null undefined else as global'.split(' '));

function isElse(tag: MustacheTag): boolean {
  return tag.type === '^' ? tag.content === '' : tag.type === 'name' && /^else(?:\s|$)/.test(tag.content);
}

function isSign(word: Word | undefined, sign: string): boolean {
  return word?.kind === 'sign' && word.sign === sign;
}

function isLookup(word: Word | undefined): boolean {
  return word?.kind === 'path' && word.names.length === 1 && word.names[0]?.name === 'lookup';
}

/** A word of `as |name|`. */
function isLocal(words: readonly Word[], i: number): boolean {
  return isSign(words[i - 1], '|') || isSign(words[i + 1], '|');
}

function localsOf(
  words: readonly Word[],
  scope: Scope | undefined,
  outer: ReadonlyMap<string, Scope> = new Map(),
): ReadonlyMap<string, Scope> {
  const bar = words.findIndex((word) => isSign(word, '|'));
  const local = bar < 0 ? undefined : words[bar + 1];
  const name = local?.kind === 'path' ? local.names[0]?.name : undefined;
  if (name === undefined || scope === undefined || outer.size > MAX_DEPTH) return outer;
  return new Map([...outer, [name, scope]]);
}

/** What a path names that begins with SECRETS or CREDENTIALS, behind `global` or not. */
function absoluteReference(
  { names, start, end, dynamic }: PathWord,
  effect: Effect,
  prints = false,
): Reference | undefined {
  const at = names[0]?.name === 'global' ? 1 : 0;
  const root = names[at];
  const kind = root?.notation.kind === 'dot' ? kindOfRoot(root.name) : undefined;
  if (kind === undefined) return undefined;
  const [key, ...path] = names.slice(at + 1);
  const usual = { access: 'read', form: 'template-file', place: TEMPLATE } as const;
  const common = { ...usual, kind, start, end, effect, ...(prints && { prints }) };
  if (key === undefined) return { ...common, path: [], dynamic: dynamic ? 'key' : 'whole' };
  return dynamic ? { ...common, key, path, dynamic: 'path' } : { ...common, key, path };
}

/** `secrets.X`, where SECRETS.X may be meant. */
function slipsOf(word: Word): Slip[] {
  if (word.kind !== 'path') return [];
  const at = word.names[0]?.name === 'global' ? 1 : 0;
  const [root, key] = word.names.slice(at);
  const right = root?.notation.kind === 'dot' ? rightCase(root.name) : undefined;
  if (root === undefined || right === undefined || key === undefined || key.name === '') return [];
  const { start, end } = root;
  return [{ type: 'wrong-case', ...right, form: 'template-file', start, end, key: key.name }];
}

function relativeReference(word: PathWord, scope: Scope, names: readonly Name[], effect: Effect): Reference {
  const { start, end } = word;
  const reference = belowScope(scope, names, { start, end, access: 'read', effect, form: 'template-file' });
  return word.dynamic ? { ...reference, dynamic: 'path' } : reference;
}

/** `{{lookup SECRETS "X"}}` as a path: the word behind the object is the name; anything but a string is computed. */
function lookedUp(object: PathWord, name: Word | undefined): PathWord {
  if (object.dynamic || name === undefined) return object;
  if (name.kind !== 'string') return { ...object, dynamic: true };
  return { ...object, names: [...object.names, name.name], end: name.name.end };
}
