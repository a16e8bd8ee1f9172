import assert from 'node:assert/strict';
import fc from 'fast-check';
import mustache from 'mustache';
import { isNamed } from '../../../language/reference.ts';
import { readMustache } from '../../../language/references/mustache.ts';
import { withoutPrefixes } from './jsonata-oracle.ts';
import { NAMES, RecordedSecrets } from './recorded-secrets.ts';

/** Looks names up as the template node does (Node-RED 3 to 5, 80-template.js): the message first, then the global context. */
class NodeContext extends mustache.Context {
  readonly #secrets: RecordedSecrets;

  constructor(view: unknown, secrets: RecordedSecrets, parent?: mustache.Context) {
    super(view, parent);
    this.#secrets = secrets;
  }

  override lookup(name: string): unknown {
    const value: unknown = super.lookup(name);
    if (value !== undefined) return value;
    const field = /^global(?:\[\w+\])?\.(.+)/.exec(name)?.[1];
    return field === undefined ? '' : this.#secrets.get(field);
  }

  override push(view: unknown): NodeContext {
    return new NodeContext(view, this.#secrets, this);
  }
}

/** What a template reads of SECRETS when mustache renders it. */
function readAtRunTime(template: string): string[] {
  const secrets = new RecordedSecrets();
  mustache.render(template, new NodeContext({ payload: 'x' }, secrets));
  return secrets.deepest;
}

/** What our reader says of it. A name that SECRETS has not is the message's, which no reader can know. */
function readByUs(template: string): string[] {
  const paths = readMustache(template)
    .references.filter(isNamed)
    .map(({ key, path }) => [key, ...path]);
  const known = paths.filter((path) => path.every(({ name }) => NAMES.some((one) => one === name)));
  return [...withoutPrefixes(known.map((path) => path.map(({ name }) => name).join('.')))].sort();
}

const part = fc.constantFrom('.A', '.B', '["C"]', "['A']");
const absolute = fc
  .tuple(fc.constantFrom('global', 'global[file]'), fc.array(part, { maxLength: 2 }))
  .map(([context, parts]) => `${context}.SECRETS${parts.join('')}`);
const relative = fc.constantFrom('A', 'B.C', 'payload', '.', 'SECRETS.A', 'global.OTHER.A', 'nothing');
const space = fc.constantFrom('', ' ', '\n');

/** Templates whose sections are about these names. In a section on the message, names count as the message's (docs/references.md). */
function templates(subject: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const name = fc.oneof(absolute, relative);
  const tag = (open: string, close: string) =>
    fc.tuple(space, name, space).map(([before, inner, after]) => `${open}${before}${inner}${after}${close}`);
  return fc.letrec<{ template: string; piece: string }>((tie) => ({
    template: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
    piece: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom('text', '<p>', '}', '{ "a": 1 }', '\n'),
      tag('{{', '}}'),
      tag('{{{', '}}}'),
      tag('{{&', '}}'),
      tag('{{!', '}}'),
      tag('{{=<% %>=}}<%', '%><%={{ }}=%>'),
      tag('{{=| |=}}|&', '||={{ }}=|'),
      fc.tuple(subject, tie('template')).map(([inner, body]) => `{{#${inner}}}${body}{{/${inner}}}`),
    ),
  })).template;
}

describe('mustache at run time', () => {
  it('reads what our reader says, and nothing else', () => {
    fc.assert(
      fc.property(templates(absolute), (text) => {
        assert.deepEqual(readByUs(text), readAtRunTime(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads nothing that our reader does not, when some sections are left out', () => {
    fc.assert(
      fc.property(templates(fc.oneof(absolute, fc.constantFrom('A', 'B.C', 'nothing'))), (text) => {
        const ours = readByUs(text);
        const missed = readAtRunTime(text).filter((name) => !ours.some((one) => `${one}.`.startsWith(`${name}.`)));
        assert.deepEqual(missed, []);
      }),
      { numRuns: 2000 },
    );
  });
});
