import { type Reading, type Sink } from '../reference.ts';
import { Collector } from './javascript/collector.ts';
import { Lexer } from './jsonata/lexer.ts';
import { Reader } from './jsonata/reader.ts';
import { type Value } from './jsonata/values.ts';
import { Variables } from './jsonata/variables.ts';
import { MAX_REFERENCES } from './limits.ts';
import { mayMisnameKey, mentions } from './mentions.ts';
import { joinReadings, NOTHING, shiftReading } from './reading.ts';

const BUILTINS: readonly (readonly [string, Value])[] = [
  ['globalContext', { type: 'getter', level: 'global' }],
  ['flowContext', { type: 'getter', level: 'flow' }],
  ['lookup', { type: 'lookup' }],
];

/** Nobody writes a longer expression: reading all of it would keep everything else waiting. */
const MAX_LENGTH = 1_000_000;
/** Behind that, calls are read alone, as far as a call with its steps may reach. */
const CALL = /\$(?:global|flow)Context\s{0,20}\(/g;
const CALL_LENGTH = 300;

/**
 * The references of a JSONata expression (source: Node-RED's prepareJSONataExpression and the jsonata package 2):
 * `$globalContext("SECRETS.X")`, steps and `$lookup` below it, variables bound to it, names in `.( )`, `.{ }` and filters behind
 * it. `["X"]` is a filter there and looks nothing up. Never throws; one pass over the text, however deep it nests. Of an
 * expression of more than a million characters the rest is searched for calls only.
 * @param sink where the node hands the result to
 */
export function readJsonata(expression: string, sink?: Sink): Reading {
  if (!mentions(expression) && !mayMisnameKey(expression)) return NOTHING;
  if (expression.length <= MAX_LENGTH) return readPart(expression, sink);
  const begin = readPart(expression.slice(0, MAX_LENGTH));
  return joinReadings([begin, ...farCalls(expression, begin)]);
}

function readPart(part: string, sink?: Sink): Reading {
  return new Reader(new Lexer(part), new Variables(BUILTINS), new Collector('jsonata')).read(sink);
}

/** What single calls give that stand behind the part that is read as a whole, or are cut by its end. */
function* farCalls(expression: string, { references }: Reading): Generator<Reading> {
  const known = new Set(references.map(({ start }) => start));
  const from = MAX_LENGTH - CALL_LENGTH;
  let count = references.length;
  for (const { index } of expression.slice(from).matchAll(CALL)) {
    if (count++ >= MAX_REFERENCES) return;
    const start = from + index;
    const reading = shiftReading(readPart(expression.slice(start, start + CALL_LENGTH)), start);
    const [first] = reading.references; // others belong to calls that come on their own
    if (first !== undefined && !known.has(first.start)) yield { ...reading, references: [first] };
  }
}
