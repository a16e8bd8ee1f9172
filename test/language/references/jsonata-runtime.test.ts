import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { readJsonata } from '../../../language/references/jsonata.ts';
import { RecordedSecrets, uncovered } from './recorded-secrets.ts';

/** What an expression reads of SECRETS when it is evaluated as Node-RED does; what it fails with is no matter. */
async function readAtRunTime(expression: string): Promise<ReadonlySet<string>> {
  const secrets = new RecordedSecrets();
  try {
    const compiled = jsonata(expression);
    compiled.assign('globalContext', secrets.get);
    compiled.assign('flowContext', (key: string) => secrets.get(key.replace(/^(?:\$parent\.)+/, '')));
    await compiled.evaluate({ payload: { A: 1 }, list: [1, 2] });
  } catch {
    // A type error, or a syntax that the package refuses: what was read until then counts.
  }
  return secrets.read;
}

const leaves = [
  ...['$globalContext("SECRETS")', "$globalContext('SECRETS.A')", '$globalContext("#:(file)::SECRETS").B'],
  ...[
    '$globalContext("SECRETS[\'A\'].B", "file")',
    '$flowContext("$parent.SECRETS.C")',
    '$lookup($globalContext("SECRETS"), "B")',
  ],
  ...['payload', 'list', '$', '$s', '$t', '1', '"A"', 'A', 'true'],
];

const { expression } = fc.letrec<{ expression: string; step: string }>((tie) => {
  const fill = (template: string) => {
    const [head = '', ...tails] = template.split('_');
    return fc
      .tuple(fc.constant(head), ...tails.map((tail) => tie('expression').map((inner) => inner + tail)))
      .map((all) => all.join(''));
  };
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      ...leaves.map((leaf) => fc.constant(leaf)),
      fc.tuple(tie('expression'), tie('step')).map(([from, step]) => `(${from})${step}`),
      fc.tuple(tie('expression'), tie('step')).map(([from, step]) => `($s := ${from}; $s${step})`),
      ...['(_; _)', '($s := _; _)', '($t := $s := _; _)', '{"k": _}', '[_, _]', '_ & _', '_ = _', '_ and _'].map(fill),
      ...['(_ ? _ : _)', '(_ ?: _)', '(_ ?? _)', '(_ ~> $lookup("A"))', '$string(_)', '$exists(_)'].map(fill),
      ...['$map(list, function($i){ _ })', '($f := function($s){ _ }; $f(_))', '$keys(_)', '$merge([_, _])'].map(fill),
      fill('$globalContext("SECRETS." & _)'),
      fill('$globalContext(_ ? "SECRETS.A" : "SECRETS.B")'),
    ),
    step: fc.oneof(
      ...['.A', '.`B`', '."C"', '[0]', '.A.B', '.*', '.$lookup($, "A")'].map((leaf) => fc.constant(leaf)),
      ...['[_]', '.(_)', '.{"k": _}', '{"k": _}', '^(_)'].map(fill),
    ),
  };
});

describe('JSONata at run time', () => {
  it('reads nothing that our reader does not say', () =>
    fc.assert(
      fc.asyncProperty(expression, async (text) => {
        assert.deepEqual(uncovered(await readAtRunTime(text), readJsonata(text)), []);
      }),
      { numRuns: 1000 },
    ));
});
