/** A half-open range, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a name stands in its place: what completion and rename need to write another one there. */
export type Notation =
  /** After a dot (or as the first word), unquoted: `SECRETS.NAME`, `s.NAME`, `{{NAME}}`. */
  | { readonly kind: 'dot' }
  /** Between quotes inside brackets, or as a quoted property key: `["NAME"]`. */
  | { readonly kind: 'quoted'; readonly quote: '"' | "'" | '`' }
  /** An array index: `[0]` (the span covers the digits). */
  | { readonly kind: 'index' }
  /** A key of an object pattern: `const { NAME } = …`, `{ NAME: local } = …`. `shorthand` is the former. */
  | { readonly kind: 'property'; readonly shorthand: boolean };

/** A name as written, without quotes and brackets. `name` is decoded; the span covers the raw text. */
export interface Name extends Span {
  readonly name: string;
  readonly notation: Notation;
  /** Where it is written, if elsewhere than the reference's key: `.host` of `global.get("SECRETS.DB").host`. */
  readonly place?: Place;
}

/** The grammar in which a name is written; decides which names need quotes. `plain` is the whole value of a property. */
export type Syntax = 'expression' | 'javascript' | 'jsonata' | 'mustache' | 'template' | 'plain';

/**
 * A string literal around the place, innermost first. Text inserted there is escaped for each in turn:
 * `expression` in `'…'` of JavaScript inside a JSON string is [{js, "'"}, {json}].
 */
export type Enclosure =
  | { readonly kind: 'javascript' | 'jsonata'; readonly quote: '"' | "'" | '`' }
  | { readonly kind: 'json' }
  /** A line above a function of Node-RED's library, which holds code. */
  | { readonly kind: 'header-line' }
  /** `style` of the scalar; absent: a block scalar, where nothing is escaped. */
  | { readonly kind: 'yaml'; readonly style?: 'plain' | 'single' | 'double' | 'block' };

export interface Place {
  readonly syntax: Syntax;
  readonly within: readonly Enclosure[];
}

/** How Node-RED will treat the reference (facts in docs/references.md). */
export type Effect =
  | 'value' // reads the value
  | 'escaped' // printed HTML-escaped (double braces of a template node)
  | 'empty' // renders empty: the place sees msg only
  | 'literal' // stays as written: nothing evaluates it
  | 'startup'; // evaluated once when flows start

export type Form = 'typed-input' | 'function' | 'jsonata' | 'mustache' | 'template-file' | 'script' | 'record';

/** Where a value that is read goes, as far as the text itself proves it. */
export interface Sink {
  /** `log`: `node.warn`, `console.log`, …; `status`: below the node; `debug`: a debug node; `message`: sent on. */
  readonly kind: 'log' | 'status' | 'debug' | 'message';
  /** Of a message: the property that holds it, `headers.authorization`; absent for the message itself. */
  readonly property?: string;
}

/**
 * A place that names a secret (key and path) or a credential (name as key, field as path).
 * Offsets count in the text that the reader was given.
 */
export interface Reference extends Span {
  readonly kind: 'secret' | 'credential';
  /**
   * Absent for a dynamic access (`SECRETS[x]`, `'SECRETS.' + x`) and for a whole object that leaves sight.
   * An empty name marks an unfinished access (`SECRETS.`): a place for completion, not a reference.
   */
  readonly key?: Name;
  readonly path: readonly Name[];
  /** `key`: the key is computed; `path`: something below the key is. `whole`: SECRETS itself leaves sight. */
  readonly dynamic?: 'key' | 'path' | 'whole';
  /**
   * Looked up in the value of a mustache section (`{{#global.SECRETS.DB}}{{host}}…`): what that value lacks comes from an
   * outer context, so below a text secret the name is none of ours and no finding.
   */
  readonly relative?: true;
  readonly access: 'read' | 'write' | 'delete';
  readonly effect: Effect;
  readonly form: Form;
  readonly place: Place;
  /** The node's property that holds it, in Node-RED's spelling: `func`, `rules[0].to`, `env[1].value`. */
  readonly property?: string;
  /** Absent where the text does not prove where the value goes. */
  readonly sink?: Sink;
  /** A tag that prints the value as text: a JSON secret becomes `[object Object]` there. */
  readonly prints?: true;
  /** Where an `&` makes a tag print the value as it is; absent where it does so, and in HTML, where that would be wrong. */
  readonly unescape?: number;
}

/** A reference while it is made: filled rather than copied once more for each part, as a file has thousands. */
export type FilledReference = { -readonly [K in keyof Reference]: Reference[K] };

/** A reference that counts: it names a finished key. */
export type NamedReference = Reference & { readonly key: Name };

/** True for a reference with a finished key: what rules judge and what reports list. */
export function isNamed(reference: Reference): reference is NamedReference {
  return reference.key !== undefined && reference.key.name !== '';
}

/** A bare `SECRETS.X` in function code or a template node: undefined at run time, so no reference; a hint with a fix instead. */
export interface BareAccess extends Span {
  readonly kind: 'secret' | 'credential';
  readonly form: Form;
  /** What to write instead. */
  readonly replacement: string;
}

/**
 * A name of ours that the runtime does not take as it stands: nothing is read there, whatever the catalog holds. Where a
 * reference lies in the span of an invalid expression too, the expression is the one cause to report.
 */
export type Slip = InvalidExpression | WrongCase;

interface SlipPlace extends Span {
  readonly kind: Reference['kind'];
  readonly form: Form;
  /** As in Reference. */
  readonly property?: string;
}

/**
 * A property expression that Node-RED refuses: `SECRETS..X`, `SECRETS.é`. The span is the expression without its store prefix.
 * One that is still being typed (`SECRETS.`, `SECRETS["X`) is none.
 */
export interface InvalidExpression extends SlipPlace {
  readonly type: 'invalid-expression';
  /** What Node-RED would refuse, for people: `a space must be quoted`. */
  readonly reason: string;
  /** What is meant, where that is clear, written so that Node-RED takes it. */
  readonly replacement?: string;
}

/** `secrets.X` where SECRETS.X may be meant: the span is the word alone. Someone may have a global of that name. */
export interface WrongCase extends SlipPlace {
  readonly type: 'wrong-case';
  readonly replacement: 'SECRETS' | 'CREDENTIALS';
  /** The name behind the word, if it is written out: known in the catalog, it is a sign that SECRETS is meant. */
  readonly key?: string;
  /** The word is put together of several strings: the span is the call, and no edit mends it. */
  readonly scattered?: true;
}

/** A place where findings are not wanted: those that begin in it. */
export interface Ignore extends Span {
  /** As written, known or not; empty for all rules. */
  readonly rules: readonly RuleWord[];
  /** Said in a node's description: the id of that node, all of whose code it speaks for. */
  readonly node?: string;
}

/** A word where the name of a rule belongs. */
export interface RuleWord extends Span {
  readonly name: string;
}

/** What a reader finds in one text. */
export interface Reading {
  readonly references: readonly Reference[];
  readonly bare: readonly BareAccess[];
  readonly slips: readonly Slip[];
}

/** What the rules look at in a part of a file. */
export interface PartFacts extends Reading {
  readonly ignores: readonly Ignore[];
}

/** All that the rules look at in one file. */
export interface Facts extends PartFacts {
  /** The types of the Secret Manager nodes that start with the flows. */
  readonly managers: readonly Span[];
}

/** A node of a flow file, with what its properties refer to. Offsets count in the whole document. */
export interface FlowNode extends Span {
  readonly id: string;
  readonly type: string;
  /** `name`, or `label` of a tab; empty when it has none. */
  readonly name: string;
  /** Id of the tab, group or subflow that holds it (`z`); empty at the top. */
  readonly parent: string;
}
