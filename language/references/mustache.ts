import { type BareAccess, type Effect, type Name, type Reading, type Reference, type Slip } from '../reference.ts';
import { deepest } from './deepest.ts';
import { readContextKey, type ReferenceContext } from './context-key.ts';
import { MAX_REFERENCES } from './limits.ts';
import { looksLikeMarkup } from './markup.ts';
import { type MustacheTag, scanMustache } from './mustache-tags.ts';
import { NOTHING, shiftReading } from './reading.ts';
import { belowScope, type Scope, scopeOf } from './section-scope.ts';

interface Section {
  readonly name: string;
  /** What names in it are relative to; undefined where that is a message's or anything else's. */
  readonly scope: Scope | undefined;
}

interface Context {
  /** What plain tags do with a value; the others give it as it is. */
  readonly effects: { readonly plain: Effect; readonly raw: Effect };
  /** Whether the template sees the global context at all. */
  readonly seesGlobal: boolean;
  /** Whether a tag certainly prints its value. */
  readonly prints: boolean;
  /** Whether a plain tag changes a value that nobody wants changed. */
  readonly damages: boolean;
}

/**
 * The references of a template node's template (source: Node-RED 3 to 5, core/function/80-template.js).
 * `{{global.SECRETS.X}}` is a context read; names in `{{#global.SECRETS}}…{{/global.SECRETS}}` are relative to it. A closing tag
 * counts like its opening tag: the name stands there too, and a rename that left it out would break the template.
 * A comment is nothing; a partial neither, as the node refuses it. `{{SECRETS.X}}` reads the message: a bare access.
 */
export function readMustache(template: string): Reading {
  return readTags(template, {
    effects: { plain: 'escaped', raw: 'value' },
    seesGlobal: true,
    prints: true,
    damages: !looksLikeMarkup(template),
  });
}

/** The same tags in a node that is not known: it may be a template there, and what becomes of a value can't be told. */
export function readUnknownMustache(template: string): Reading {
  const effects = { plain: 'value', raw: 'value' } as const;
  return { ...readTags(template, { effects, seesGlobal: true, prints: false, damages: false }), bare: [] };
}

/**
 * The same tags where mustache sees the message only (URL of an http request, text of a trigger): such a reference
 * renders empty.
 */
export function readMessageMustache(template: string): Reading {
  const effects = { plain: 'empty', raw: 'empty' } as const;
  return readTags(template, { effects, seesGlobal: false, prints: false, damages: false });
}

function readTags(template: string, context: Context): Reading {
  const references: Reference[] = [];
  const bare: BareAccess[] = [];
  const slips: Slip[] = [];
  if (!/SECRETS|CREDENTIALS/i.test(template)) return NOTHING;
  const sections = new Sections();
  /** Without those that are still to be typed: torn tags stand before what is to be read, too. */
  let named = 0;
  for (const tag of scanMustache(template)) {
    if (named >= MAX_REFERENCES) break;
    if (tag.type === '!' || tag.type === '=' || tag.type === '>') continue;
    const strays = tag.type === '/' && !sections.leave(tag.content);
    const reading = readTag(tag, strays ? undefined : sections.scope, context);
    const [reference] = reading.references;
    const opens = tag.type === '#' || tag.type === '^';
    if (opens) sections.enter(tag, reference);
    // A section on all of SECRETS is no use of any: the names inside are.
    const onlyScope = (opens || tag.type === '/') && reference?.dynamic === 'whole';
    if (reference !== undefined && !onlyScope) references.push(reference);
    if (reference?.key !== undefined && reference.key.name !== '') named++;
    if (!context.seesGlobal) continue;
    if (reference === undefined) bare.push(...bareAccess(tag));
    if (tag.type !== '/') slips.push(...reading.slips);
  }
  return { references: deepest(references), bare, slips };
}

/** The sections around a place. A closing tag that fits none is passed over; mustache.js would refuse the template. */
class Sections {
  readonly #open: Section[] = [];
  /** How many open sections have a name: without it a closing tag that fits none would search them all. */
  readonly #counts = new Map<string, number>();

  get scope(): Scope | undefined {
    return this.#open.at(-1)?.scope;
  }

  enter(tag: MustacheTag, reference: Reference | undefined): void {
    this.#count(tag.content, 1);
    this.#open.push({ name: tag.content, scope: tag.type === '^' ? this.scope : scopeOf(reference) });
  }

  /** False when no section of that name is open. */
  leave(name: string): boolean {
    if ((this.#counts.get(name) ?? 0) === 0) return false;
    for (let section = this.#open.pop(); section !== undefined; section = this.#open.pop()) {
      this.#count(section.name, -1);
      if (section.name === name) break;
    }
    return true;
  }

  #count(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }
}

/** `global.SECRETS.X`, `global[store].SECRETS.X`, and `flow.$parent.SECRETS.X`: on a tab the parent is the global context. */
const CONTEXT_NAME = /^(?:global(?:\[\w+\])?|flow(?:\[\w+\])?(?:\.\$parent)+)\.(?=.)/;

function readTag(tag: MustacheTag, scope: Scope | undefined, { effects, ...context }: Context): Reading {
  const effect = tag.type === 'name' ? effects.plain : effects.raw;
  const prints = context.prints && (tag.type === 'name' || tag.type === '{' || tag.type === '&');
  const common = { access: 'read', effect, form: 'mustache', ...(prints && { prints }) } as const;
  const unescape = context.damages && tag.type === 'name' ? { unescape: tag.inside } : {};
  const prefix = CONTEXT_NAME.exec(tag.content)?.[0];
  if (prefix === undefined) {
    const reference = scope && relativeReference(tag, scope, { ...common, ...unescape });
    return reference === undefined ? NOTHING : { ...NOTHING, references: [reference] };
  }
  const field = tag.content.slice(prefix.length);
  const place = { syntax: 'expression', within: [] } as const;
  const { references, ...rest } = shiftReading(readContextKey(field, { ...common, place }), tag.start + prefix.length);
  return { ...rest, references: references.map((reference) => ({ ...reference, ...unescape })) };
}

type TagContext = Omit<ReferenceContext, 'place'> & Pick<Reference, 'unescape'>;

/** Names of a message that a section in a flow is likely to print: nobody calls a secret so. */
const MESSAGE_NAMES = new Set(
  'payload topic _msgid req res headers statusCode parts error filename env global flow msg'.split(' '),
);

function relativeReference(tag: MustacheTag, scope: Scope, common: TagContext): Reference | undefined {
  const names = relativeNames(tag);
  if (names === undefined || MESSAGE_NAMES.has(names[0]?.name ?? '')) return undefined;
  const span = { start: tag.start, end: tag.start + tag.content.length };
  return belowScope(scope, names, { ...span, ...common });
}

/** The parts of a dotted name as mustache splits it; the last may be empty (unfinished). */
function relativeNames({ content, start }: MustacheTag): Name[] | undefined {
  const names: Name[] = [];
  let at = start;
  const parts = content.split('.');
  for (const [index, name] of parts.entries()) {
    if (name === '' && index < parts.length - 1) return undefined;
    names.push({ name, start: at, end: at + name.length, notation: { kind: 'dot' } });
    at += name.length + 1;
  }
  return names;
}

function bareAccess({ content, start }: MustacheTag): BareAccess[] {
  const name = /^(SECRETS|CREDENTIALS)[.[]./.exec(content)?.[1];
  if (name === undefined) return [];
  const kind = name === 'SECRETS' ? 'secret' : 'credential';
  return [{ kind, form: 'mustache', start, end: start + content.length, replacement: `global.${content}` }];
}
