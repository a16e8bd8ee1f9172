import { type Node } from 'jsonc-parser';
import { type Effect, type Reading, type Reference, type Sink } from '../reference.ts';
import { embed } from './embedded.ts';
import { readContextKey } from './context-key.ts';
import { contextKey } from './expression.ts';
import { readFunctionCode } from './javascript.ts';
import { decode } from './json-tree.ts';
import { readJsonata } from './jsonata.ts';
import { mayMisnameKey, mayMisnameRoot, mentions } from './mentions.ts';
import { readMessageMustache, readMustache } from './mustache.ts';
import { NOTHING, shiftReading } from './reading.ts';
import { type TextInput, type TypedInput } from './typed-inputs.ts';

/** A string of a flow file: its node in the JSON tree, the text that the tree was made of, and its property's name. */
export interface FlowString {
  readonly node: Node;
  readonly source: string;
  readonly property: string;
}

/** How a node treats a typed value. */
interface ValueTreatment {
  readonly template?: TypedInput['template'] | undefined;
  readonly startup?: boolean | undefined;
  readonly sink?: Sink | undefined;
}

/** What a typed input refers to. Types without a way to the global context (`msg`, `num`, `env`, …) refer to nothing. */
export function readTypedValue(
  value: FlowString,
  type: string,
  access: Reference['access'],
  { template = 'literal', startup = false, sink }: ValueTreatment = {},
): Reading {
  const read = (text: string) => {
    switch (type) {
      case 'global':
        return withSink(readGlobalKey(text, access), sink);
      case 'flow':
        return withSink(readParentKey(text, access), sink);
      case 'jsonata':
        return startup ? withEffect(readJsonata(text), 'startup') : readJsonata(text, sink);
      case 'str':
      case 'other': // a header's name or value
        return readAsWritten(text, template);
      case 'json':
        return readAsWritten(text, template === 'value' ? 'value' : 'literal');
      default:
        return NOTHING;
    }
  };
  return within(value, read, type === 'global' ? mayMisnameRoot : mayMisnameKey);
}

/** What a property that is code or a template as a whole refers to. */
export function readText(value: FlowString, reader: TextInput['reader'], sink?: Sink): Reading {
  return within(value, (text) => readCode(text, reader, sink));
}

/** What code or a template refers to, with offsets of its own text. */
export function readCode(
  text: string,
  reader: TextInput['reader'] | 'startup-jsonata' | 'literal',
  sink?: Sink,
): Reading {
  switch (reader) {
    case 'function':
      return readFunctionCode(text);
    case 'startup-function':
      return withEffect(readFunctionCode(text), 'startup');
    case 'jsonata':
      return readJsonata(text);
    case 'startup-jsonata':
      return withEffect(readJsonata(text), 'startup');
    case 'mustache':
      return withSink(readMustache(text), sink, ({ prints }) => prints === true);
    case 'message-mustache':
      return readMessageMustache(text);
    case 'literal':
      return readAsWritten(text, 'literal');
  }
}

/** A string that nothing evaluates: a template in it stays as it is. */
export function readLiteral(value: FlowString): Reading {
  return within(value, (text) => readAsWritten(text, 'literal'));
}

/**
 * Decodes a string, reads it, and gives the places in the source. Strings without the names are not read; `mayMisname` looks
 * for those in the wrong case.
 */
export function within(
  value: FlowString,
  read: (text: string) => Reading,
  mayMisname: (text: string) => boolean = mayMisnameKey,
): Reading {
  const decoded = decode(value.node, value.source);
  if (!mentions(decoded.text) && !mayMisname(decoded.text)) return NOTHING;
  const embedding = { toSource: decoded.toSource, enclosure: { kind: 'json' }, property: value.property } as const;
  return embed(read(decoded.text), embedding);
}

/** A context key of a typed input: `SECRETS.X`, `#:(store)::SECRETS.X`. */
export function readGlobalKey(text: string, access: Reference['access']): Reading {
  const place = { syntax: 'expression', within: [] } as const;
  return readContextKey(text, { access, effect: 'value', form: 'typed-input', place });
}

/** A key of a tab's flow context: there `$parent` is the global context. */
function readParentKey(text: string, access: Reference['access']): Reading {
  const { offset } = contextKey(text);
  const parents = /^(?:\$parent\.)+/.exec(text.slice(offset))?.[0];
  if (parents === undefined) return NOTHING;
  const by = offset + parents.length;
  return shiftReading(readGlobalKey(text.slice(by), access), by);
}

function readAsWritten(text: string, effect: 'literal' | 'empty' | 'value'): Reading {
  return text.includes('{{') ? withEffect({ ...readMessageMustache(text), bare: [], slips: [] }, effect) : NOTHING;
}

/** The reading with a sink for the values that the place hands on; a computed one is not known to go there. */
function withSink(
  reading: Reading,
  sink: Sink | undefined,
  goesThere: (reference: Reference) => boolean = () => true,
): Reading {
  if (sink === undefined) return reading;
  const references = reading.references.map((one) => (goesThere(one) ? { ...one, sink } : one));
  return { ...reading, references };
}

function withEffect(reading: Reading, effect: Effect): Reading {
  return { ...reading, references: reading.references.map((reference) => ({ ...reference, effect })) };
}
