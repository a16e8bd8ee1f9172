import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { readFunctionCode } from '../../../language/references/javascript.ts';
import { describeReading } from './describe-reading.ts';

/** Code with the references that it makes: `key/path`, `@name` for credentials, `*` where computed, `=` written, `~` deleted. */
const READ: readonly (readonly [string, ...string[]])[] = [
  // direct access
  ['global.get("SECRETS.X")', 'X'],
  ["global.get('SECRETS.DB.host')", 'DB/host'],
  ['global.get(`SECRETS.X`)', 'X'],
  ['global.get("SECRETS[\\"a-b\\"].c")', 'a-b/c'],
  [`global.get('SECRETS["a b"]')`, 'a b'],
  ['global.get("SECRETS").X', 'X'],
  ['global.get("SECRETS")["a-b"].c', 'a-b/c'],
  ['global.get("SECRETS")?.X', 'X'],
  ['global?.get?.("SECRETS")?.["X"]?.y', 'X/y'],
  ['(global.get("SECRETS") || {}).X', 'X'],
  ['(global.get("SECRETS") ?? {}).X', 'X'],
  ['(ok ? global.get("SECRETS") : {}).X', 'X'],
  ['(await global.get("SECRETS")).X', 'X'],
  ['(0, global.get("SECRETS")).X', 'X'],
  ['global["get"]("SECRETS.X")', 'X'],
  ['global.get("SECRETS.DB").host', 'DB/host'],
  ['global.get("SECRETS.LIST[0].x")', 'LIST/0/x'],
  ['global.get("SECRETS").LIST[0].x', 'LIST/0/x'],
  ['global.get("SECRETS").X.trim().length', 'X/trim'],
  ['return global.get("SECRETS.X")', 'X'],
  ['await f(global.get("SECRETS.X"))', 'X'],
  // which context
  ['context.global.get("SECRETS.X")', 'X'],
  ['flow.get("$parent.SECRETS.X")', 'X'],
  ['flow.get("$parent.$parent.SECRETS.X")', 'X'],
  ['context.flow.get("#:(file)::$parent.SECRETS.X")', 'X'],
  ['flow.get("SECRETS.X")'],
  ['context.get("SECRETS.X")'],
  ['node.context().global.get("SECRETS.X")'],
  ['global.get("SECRETS2.X"); global.get("MYSECRETS.X"); global.get("SECRETS_METADATA.version")'],
  ['RED.util.getObjectProperty(global.get("SECRETS"), "DB.host")', 'DB/host'],
  ['const s = global.get("SECRETS"); RED.util.getObjectProperty(s, "DB.host")', 'DB/host'],
  ['RED.util.getObjectProperty(global.get("SECRETS.DB"), name)', 'DB/*'],
  // stores, callbacks, arrays
  ['global.get("SECRETS.X", "file")', 'X'],
  ['global.get("SECRETS", "file").X', 'X'],
  ['global.get("#:(file)::SECRETS.X")', 'X'],
  ['global.get("SECRETS", (e, v) => v.X)', 'X'],
  ['global.get("SECRETS", "file", function (e, { X, DB: { host } }) {})', 'X', 'DB/host'],
  ['function got(e, s) { return s.X } global.get("SECRETS", got)', 'X'],
  ['global.get("SECRETS.X", (e, v) => {})', 'X'],
  ['global.get(["SECRETS.A", "SECRETS.B"])', 'A', 'B'],
  ['const [a, db] = global.get(["SECRETS.A", "SECRETS.DB"]); db.host', 'A', 'DB/host'],
  ['const r = global.get(["SECRETS.A", "x", "SECRETS"]); r[2].C', 'A', 'C'],
  ['global.get(["SECRETS.A", "SECRETS"], (e, a, s) => s.B)', 'A', 'B'],
  ['global.get(["#:(file)::SECRETS.A"])'],
  // text that is put together
  ['const k = "SECRETS.X"; global.get(k)', 'X'],
  ['const p = "SECRETS."; global.get(p + "X")', 'X'],
  ['global.get(`${"SECRETS"}.X`)', 'X'],
  ['const keys = ["SECRETS.A", "SECRETS.B"]; const [a, b] = global.get(keys)', 'A', 'B'],
  ['global.get(on ? "SECRETS.A" : "SECRETS.B")', 'A', 'B'],
  ['let k = "SECRETS.X"; k = "other"; global.get(k)'],
  ['global.get("SECRETS." + name)', '*'],
  ['global.get("SECRETS[\\"" + name + "\\"]")', '*'],
  ['global.get(`SECRETS.${name}.x`)', '*'],
  ['global.get("SECRETS.DB_" + name)', '*'],
  ['global.get("SECRETS.DB." + name)', 'DB/*'],
  ['global.get("SECRETS.DB[" + i + "].x")', 'DB/*'],
  ['global.get(`SECRETS.DB.${name}`)', 'DB/*'],
  ['global.get(name + ".SECRETS.X"); global.get(name)'],
  ['global.get("SECRETS")[name]', '*'],
  ['global.get("SECRETS").DB[name].x', 'DB/*'],
  ['const k = "X"; global.get("SECRETS")[k]', 'X'],
  // aliases
  ['const s = global.get("SECRETS"); s.X; s["Y"]', 'X', 'Y'],
  ['var s = global.get("SECRETS") || {}; s.X', 'X'],
  ['let s; s = global.get("SECRETS"); s.X', 'X'],
  ['let s; if (!s) s = global.get("SECRETS"); s.X', 'X'],
  ['let s = {}; s = s.A ? s : global.get("SECRETS"); s.X', 'X'],
  ['let s; (s ??= global.get("SECRETS")).X', 'X'],
  ['let a, b; a = b = global.get("SECRETS"); a.X; b.Y', 'X', 'Y'],
  ['s = global.get("SECRETS"); s.X', 'X'],
  ['const s = global.get("SECRETS"); const t = s; t.X', 'X'],
  ['const s = global.get("SECRETS"); const db = s.DB; db.host', 'DB/host'],
  ['const s = global.get("SECRETS"); const db = s.DB; db.host; db.port', 'DB/host', 'DB/port'],
  ['const db = global.get("SECRETS.DB"); f(db); db.host', 'DB/host'],
  ['const db = global.get("SECRETS.DB"); f(db)', 'DB'],
  ['const x = global.get("SECRETS.X")', 'X'],
  ['const s = global.get("SECRETS"); [1].forEach(i => { node.send(s.X) })', 'X'],
  ['function f() { return s.X } const s = global.get("SECRETS"); f()', 'X'],
  ['const SECRETS = global.get("SECRETS"); SECRETS.X', 'X'],
  ['const g = global; g.get("SECRETS.X")', 'X'],
  ['const { get } = global; get("SECRETS.X")', 'X'],
  ['const get = global.get; get("SECRETS.X")', 'X'],
  ['const { global: g } = context; g.get("SECRETS").X', 'X'],
  ['let v = global.get("SECRETS.X"); v = JSON.parse(v); v.host', 'X'],
  ['let s = global.get("SECRETS"); if (old) { s = other } s.X', 'X'],
  ['let s = global.get("SECRETS"); s = other; s.X'],
  ['const s = global.get("SECRETS"); if (s && s.X) {} typeof s; s === undefined; !s', 'X'],
  ['let n = global.get("SECRETS.N"); while (n) n = n.next', 'N/next'],
  // destructuring
  ['const { X, Y: y, "a-b": z } = global.get("SECRETS")', 'X', 'Y', 'a-b'],
  ['const { X = 1, DB: { host, port: p = 5 } = {} } = global.get("SECRETS") ?? {}', 'X', 'DB/host', 'DB/port'],
  ['const { ["X"]: x, [k]: y } = global.get("SECRETS")', 'X', '*'],
  ['const { X, ...rest } = global.get("SECRETS")', 'X', '*whole'],
  ['const { host, ...rest } = global.get("SECRETS.DB")', 'DB/host'],
  ['let X; ({ X } = global.get("SECRETS"))', 'X'],
  ['const { DB } = global.get("SECRETS"); DB.host', 'DB/host'],
  ['function f({ X } = global.get("SECRETS")) {}', 'X'],
  ['for (const { name } of global.get("SECRETS.LIST")) {}', 'LIST'],
  // leaving sight
  ['f(global.get("SECRETS"))', '*whole'],
  ['const s = global.get("SECRETS"); Object.keys(s)', '*whole'],
  ['msg.s = global.get("SECRETS")', '*whole'],
  ['return { ...global.get("SECRETS") }', '*whole'],
  ['const s = global.get("SECRETS"); return s', '*whole'],
  ['const s = global.get("SECRETS"); for (const k in s) {}', '*whole'],
  ['const s = global.get("SECRETS")'],
  // writing
  ['global.set("SECRETS.X", 1)', '=X'],
  ['global.set("SECRETS.X", undefined)', '=X'],
  ['global.set(["SECRETS.A", "SECRETS.B"], [1, 2])', '=A', '=B'],
  ['global.set("SECRETS", {})', '=*whole'],
  ['global.set("cache", global.get("SECRETS.X"))', 'X'],
  ['global.get("SECRETS").X = 1', '=X'],
  ['const s = global.get("SECRETS"); s.N++; delete s.X', '=N', '~X'],
  ['const s = global.get("SECRETS"); [s.X] = [1]; ({ a: s.Y } = o)', '=X', '=Y'],
  // credentials
  ['global.get("CREDENTIALS")["mail gun"].apiKey', '@mail gun/apiKey'],
  [`global.get('CREDENTIALS["mail gun"].apiKey')`, '@mail gun/apiKey'],
  ['const { apiKey } = global.get("CREDENTIALS").mail', '@mail/apiKey'],
  ['const c = global.get("CREDENTIALS"); c[msg.name].apiKey', '@*'],
  // nothing of ours
  ['const global = { get() {} }; global.get("SECRETS.X")'],
  ['function f(global) { return global.get("SECRETS.X") }'],
  ['msg.SECRETS.X; this.SECRETS; flow.SECRETS; global.SECRETS; o = { SECRETS: 1 }'],
  ['// global.get("SECRETS.X")\n/* global.get("SECRETS.Y") */ node.warn("global.get(SECRETS.Z) SECRETS.Q")'],
  ['const s = global.get("SECRETS"); { const s = {}; s.NO } function f(s) { s.NO } s.X', 'X'],
  ['const s = global.get("SECRETS"); try {} catch (s) { s.NO } for (const s of l) s.NO'],
  ['msg.x = /"/; global.get("SECRETS.X")', 'X'],
  ['class A { get = global.get("SECRETS.X"); static { global.get("SECRETS.Y") } m(s) { return s.NO } }', 'X', 'Y'],
  ['label: for (;;) { global.get("SECRETS.X"); break label }', 'X'],
  // broken code
  ['const s = global.get("SECRETS"); foo( ; s.X }', 'X'],
  ['msg.a = "oops"";\nmsg.b = global.get("SECRETS.B");', 'B'],
  ['const s: Secrets = global.get("SECRETS");\nsend(s.X)', 'X'],
];

describe('readFunctionCode', () => {
  for (const [code, ...expected] of READ)
    it(`reads ${code}`, () => {
      assert.deepEqual(describeReading(readFunctionCode(code), code), expected);
    });

  for (const [code, ...expected] of [
    ['global.get("SECRETS.|', ''],
    ['global.get("SECRETS.|")', ''],
    ['global.get("SECRETS.|);\nmsg.y = 1;', ''],
    [`global.get('SECRETS["|`, ''],
    [`global.get('SECRETS["|"]')`, ''],
    ['global.get("SECRETS.DB.|")', 'DB/'],
    ['const s = global.get("SECRETS"); s.|', ''],
    ['const s = global.get("SECRETS"); s["|', ''],
    ['const s = global.get("SECRETS"); s["|"]', ''],
    ['const s = global.get("SECRETS"); s.DB.|', 'DB/'],
    ['const s = global.get("SECRETS"); f(s.|); g()', ''],
    ['const s = global.get("SECRETS"); if (s.|) { g() }', ''],
    ['const { | } = global.get("SECRETS")', ''],
    ['const {|} = global.get("SECRETS")', ''],
    ['const { X, | } = global.get("SECRETS")', 'X', ''],
    ['const { DB: { | } } = global.get("SECRETS")', 'DB/'],
    ['global.get("CREDENTIALS")["|', '@'],
    ['global.get("CREDENTIALS[\\"|', '@'],
    [`global.get('CREDENTIALS["mail"].|')`, '@mail/'],
  ] as const)
    it(`has a place for completion in ${code}`, () => {
      const offset = code.indexOf('|');
      const text = code.replace('|', '');
      const reading = readFunctionCode(text);
      assert.deepEqual(describeReading(reading, text), expected);
      const names = reading.references.flatMap(({ key, path }) => (key ? [key, ...path] : path));
      const open = names.find(({ name }) => name === '');
      assert.deepEqual([open?.start, open?.end], [offset, offset]);
    });

  for (const [code, written, replacement] of [
    ['msg.x = SECRETS.X;', 'SECRETS.X', 'global.get("SECRETS.X")'],
    ['SECRETS.DB.host.trim()', 'SECRETS.DB', 'global.get("SECRETS.DB")'],
    ['SECRETS?.["a b"]', 'SECRETS?.["a b"]', `global.get("SECRETS['a b']")`],
    ['CREDENTIALS["a b"].key', 'CREDENTIALS["a b"]', `global.get("CREDENTIALS['a b']")`],
    ['f(SECRETS)', 'SECRETS', 'global.get("SECRETS")'],
    ['SECRETS[name]', 'SECRETS', 'global.get("SECRETS")'],
  ] as const)
    it(`offers to mend the bare access in ${code}`, () => {
      const { references, bare } = readFunctionCode(code);
      assert.deepEqual(references, []);
      assert.deepEqual(
        bare.map(({ start, end, replacement: text }) => [code.slice(start, end), text]),
        [[written, replacement]],
      );
    });

  it('says in which grammar each name is written', () => {
    const [reference] = readFunctionCode(`global.get('SECRETS.DB').host`).references;
    assert.deepEqual(reference?.place, { syntax: 'expression', within: [{ kind: 'javascript', quote: "'" }] });
    assert.equal(reference.key?.place, undefined);
    assert.deepEqual(reference.path[0]?.place, { syntax: 'javascript', within: [] });
  });

  it('maps names back through escapes', () => {
    const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0');
    const escape = fc.constantFrom<(character: string) => string>(
      (character) => character,
      (character) => `\\u${hex(character, 4)}`,
      (character) => `\\x${hex(character, 2)}`,
      (character) => `\\u{${hex(character, 1)}}`,
      (character) => `\\\n${character}`,
    );
    const escaped = fc
      .tuple(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/), fc.array(escape, { minLength: 7, maxLength: 7 }))
      .map(([name, escapes]) => ({ name, written: Array.from(name, (c, i) => escapes[i]?.(c) ?? c).join('') }));
    fc.assert(
      fc.property(escaped, escaped, fc.constantFrom('"', "'", '`'), (key, path, quote) => {
        const code = `f("é\\n", global.get(${quote}SECR\\x45TS\\u002e${key.written}.${path.written}${quote}))`;
        const [reference] = readFunctionCode(code).references;
        const names = reference?.key ? [reference.key, ...reference.path] : [];
        assert.deepEqual(
          names.map(({ name }) => name),
          [key.name, path.name],
        );
        for (const { name, start, end } of names) assert.equal(runInNewContext(`"${code.slice(start, end)}"`), name);
      }),
    );
  });
});
