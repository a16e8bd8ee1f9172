import assert from 'node:assert/strict';
import { readFunctionCode } from '../../../language/references/javascript.ts';

const GET = 'global.get("SECRETS.X")';

/** Where each reference goes: `log`, `message payload.a`, or nothing that is provable. */
function sinksOf(code: string): string[] {
  return readFunctionCode(code).references.map(({ sink }) => [sink?.kind ?? '-', sink?.property].join(' ').trim());
}

describe('where a value goes in function code', () => {
  for (const [code, expected] of [
    [`node.warn(${GET});`, ['log']],
    [`node.error("no: " + ${GET}, msg);`, ['log']],
    [`node.log(\`\${${GET}}\`);`, ['log']],
    [`console.log({ a: [${GET}] });`, ['log']],
    [`const x = ${GET}; if (x) node.warn(x);`, ['log']],
    [`node.warn(JSON.stringify(global.get("SECRETS")));`, ['log']],
    [`const s = global.get("SECRETS"); node.debug(s.X); msg.a = s.Y;`, ['log', 'message a']],
    [`node.status({ text: ${GET} });`, ['status']],
    [`msg.payload = ${GET}; return msg;`, ['message payload']],
    [`msg.headers = { Authorization: \`Bearer \${${GET}}\` };`, ['message headers.Authorization']],
    [`msg = ${GET}; return msg;`, ['message']],
    [`return { payload: ${GET} };`, ['message payload']],
    [`node.send([{ payload: ${GET} }]);`, ['message payload']],
    [`const x = ${GET}; msg.payload = x; node.warn(x);`, ['log']],
    [`export default function f(msg, node) { msg.payload = ${GET}; node.warn(${GET}); }`, ['message payload', 'log']],
    [`const msg = {}; msg.payload = ${GET};`, ['-']],
    // What is computed from it, or lost to sight, proves nothing.
    [`node.warn(${GET}.length > 3);`, ['-']],
    [`node.warn(typeof ${GET});`, ['-']],
    [`node.warn(f(${GET}));`, ['-']],
    [`node.warn(${GET} ? "yes" : "no");`, ['-']],
    [`function f() { return ${GET}; }`, ['-']],
    [`const node = other; node.warn(${GET});`, ['-']],
  ] as const)
    it(code, () => {
      assert.deepEqual(sinksOf(code), expected);
    });
});
