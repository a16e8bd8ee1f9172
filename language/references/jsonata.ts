import { type Reading, type Sink } from '../reference.ts';
import { Collector } from './javascript/collector.ts';
import { Lexer } from './jsonata/lexer.ts';
import { Reader } from './jsonata/reader.ts';
import { type Value } from './jsonata/values.ts';
import { Variables } from './jsonata/variables.ts';
import { mayMisname, mentions } from './mentions.ts';
import { NOTHING } from './reading.ts';

const BUILTINS: readonly (readonly [string, Value])[] = [
  ['globalContext', { type: 'getter', level: 'global' }],
  ['flowContext', { type: 'getter', level: 'flow' }],
  ['lookup', { type: 'lookup' }],
];

/** Nobody writes a longer expression: what lies behind would only keep everything else waiting. */
const MAX_LENGTH = 1_000_000;

/**
 * The references of a JSONata expression (source: Node-RED's prepareJSONataExpression and the jsonata package 2):
 * `$globalContext("SECRETS.X")`, steps and `$lookup` below it, variables bound to it, names in `.( )`, `.{ }` and filters behind
 * it. `["X"]` is a filter there and looks nothing up. Never throws; one pass over the text, however deep it nests.
 * @param sink where the node hands the result to
 */
export function readJsonata(expression: string, sink?: Sink): Reading {
  if (!mentions(expression) && !mayMisname(expression)) return NOTHING;
  return new Reader(new Lexer(expression.slice(0, MAX_LENGTH)), new Variables(BUILTINS), new Collector('jsonata')).read(
    sink,
  );
}
