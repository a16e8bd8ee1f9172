import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { util } from '@node-red/util';
import fc from 'fast-check';
import { readFunctionCode } from '../../../language/references/javascript.ts';
import { RecordedSecrets, uncovered } from './recorded-secrets.ts';

type Callback = (error: undefined, ...values: readonly unknown[]) => void;

/** What the code of a function node reads of SECRETS when it runs in a sandbox like Node-RED's. */
function readAtRunTime(code: string): ReadonlySet<string> {
  const secrets = new RecordedSecrets();
  const get = (key: string | readonly string[], ...rest: readonly unknown[]): unknown => {
    const values = typeof key === 'string' ? secrets.get(key) : key.map(secrets.get);
    const callback = rest.find((one): one is Callback => typeof one === 'function');
    callback?.(undefined, ...(typeof key === 'string' ? [values] : (values as unknown[])));
    return callback === undefined ? values : undefined;
  };
  const global = { get, set: () => undefined };
  const flow = { get: (key: string) => (key.startsWith('$parent.') ? get(key.slice(8)) : undefined) };
  const node = { send: () => undefined, warn: String, context: () => ({ global, flow }) };
  const sandbox = {
    ...{ global, flow, context: { global, flow }, RED: { util } },
    ...{ msg: { on: true }, node, use: (value: unknown) => value },
  };
  try {
    runInNewContext(`(function () {${code}\n})()`, sandbox, { timeout: 1000 });
  } catch {
    // What a program reads before it fails counts.
  }
  return secrets.read;
}

const { program } = fc.letrec<{ program: string; statement: string; value: string; tail: string }>((tie) => {
  const fill = (template: string) => {
    const parts = template.split(/(§[vts])/).map((part) => {
      if (part === '§v') return tie('value');
      if (part === '§t') return tie('tail');
      return part === '§s' ? tie('statement') : fc.constant(part);
    });
    return fc.tuple(...parts).map((texts) => texts.join(''));
  };
  const constants = (texts: readonly string[]) => texts.map((text) => fc.constant(text));
  return {
    program: fc.array(tie('statement'), { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n')),
    statement: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      ...[
        's = §v;',
        't = §v;',
        'var s = §v;',
        'let u = §v; use(u§t);',
        'msg.x = §v;',
        'use(§v);',
        '§v;',
        'node.warn(`${§v}`);',
      ].map(fill),
      ...[
        'if (§v) { §s } else { §s }',
        'for (const i of [1, 2]) { §s }',
        '[1].forEach((i) => { §s });',
        'try { §s } catch (e) { §s }',
      ].map(fill),
      ...[
        '{ const { A, B: { C: t } = {}, ...r } = §v; use(A, t, r); }',
        'var { B: s } = §v;',
        '({ A: s } = §v);',
        '[s, t] = [§v, §v];',
      ].map(fill),
      ...[
        'global.get("SECRETS", (e, v) => { use(v§t); });',
        'global.get(["SECRETS.A", "SECRETS"], (e, a, b) => { s = b; use(a§t); });',
      ].map(fill),
      ...[
        'function f(s) { §s } f(§v);',
        '(() => { §s })();',
        'const g = (x = §v) => x§t; g();',
        'switch (§v) { default: §s }',
        '{ const of = (o, k = "SECRETS.C") => global.get(k)§t; use(of(§v, "SECRETS.A"), of()); }',
      ].map(fill),
    ),
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      ...constants([
        'global.get("SECRETS")',
        "global.get('SECRETS.A')",
        'global.get(`SECRETS["B"].C`)',
        'flow.get("$parent.SECRETS")',
      ]),
      ...constants([
        'context.global.get("#:(file)::SECRETS", "file")',
        'global.get(["SECRETS", "SECRETS.B"])[0]',
        's',
        't',
        's',
        '{}.x',
        '"A"',
      ]),
      ...[
        '§v§t',
        '(§v || {})§t',
        '(§v ?? {})§t',
        '(msg.on ? §v : §v)',
        '(s = §v)',
        '(s ??= §v)',
        '(0, §v)',
        '!§v',
        'use(§v)',
      ].map(fill),
      ...[
        'RED.util.getObjectProperty(§v, "A.B")',
        'Object.keys(§v)',
        '{ ...§v }.A',
        '[§v][0]',
        '((x) => x§t)(§v)',
        'JSON.stringify(§v)',
      ].map(fill),
      ...[
        'global.get("SECRETS." + §v)',
        'global.get(msg.on ? "SECRETS.A" : "SECRETS.B")',
        'global.get({ a: "SECRETS.A", b: "SECRETS.B" }[§v])',
        '["SECRETS.A", "SECRETS.B"].map((k) => global.get(k))[0]§t',
        'global.get.bind(global)("SECRETS.B")',
        'global.get.call(global, "SECRETS.B")§t',
        'global.get.apply(global, ["SECRETS.A", "file"])§t',
        'RED.util.evaluateNodeProperty("SECRETS.B", "global", node, msg)§t',
        'global.get(Object.freeze({ a: "SECRETS.A" })[§v])§t',
        'global.get("SECRETS")[§v]',
      ].map(fill),
    ),
    tail: fc.oneof(...constants(['.A', '["B"]', '?.C', '?.["A"]', '.A.B', '[msg.k]', ''])),
  };
});

describe('function code at run time', () => {
  it('reads nothing that our reader does not say', () => {
    fc.assert(
      fc.property(program, (code) => {
        assert.deepEqual(uncovered(readAtRunTime(code), readFunctionCode(code)), []);
      }),
      { numRuns: 300 },
    );
  });
});
