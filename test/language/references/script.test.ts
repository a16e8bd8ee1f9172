import assert from 'node:assert/strict';
import { readScript } from '../../../language/references/script.ts';
import { describeReading } from './describe-reading.ts';

describe('readScript', () => {
  for (const [code, ...expected] of [
    ['send(SECRETS.X, SECRETS["a-b"].c)', 'X', 'a-b/c'],
    ['CREDENTIALS["mail gun"].apiKey', '@mail gun/apiKey'],
    ['const { X, DB: { host } } = SECRETS', 'X', 'DB/host'],
    ['const s = SECRETS ?? {}; export default () => s.X', 'X'],
    ['SECRETS[name]; f(SECRETS)', '*', '*whole'],
    ['const f = async () => await SECRETS?.X', 'X'],
    ['global.get("SECRETS.X"); flow.get("$parent.SECRETS.Y")', 'X', 'Y'],
    ['module.exports = function (msg) { const s = global.get("SECRETS"); return s.X }', 'X'],
    ['#!/usr/bin/env node\n// name: fetch\n// outputs: 2\nreturn SECRETS.X', 'X'],
    // the file's own names
    ['import { SECRETS } from "./secrets.js"; SECRETS.X'],
    ['const SECRETS = { X: 1 }; SECRETS.X'],
    ['function f(SECRETS) { return SECRETS.NO } f(); SECRETS.X', 'X'],
    ['const SECRETS = global.get("SECRETS"); SECRETS.X', 'X'],
    ['msg.SECRETS.X; ({ SECRETS: 1 }).SECRETS.Y; "SECRETS.Z" // SECRETS.Q'],
    // placeholders
    ['const key = "${{ SECRETS.X }}";', 'X'],
    ['const key = ${{ SECRETS.DB.host }};', 'DB/host'],
    ['const url = `https://x/${{SECRETS.X}}?${SECRETS.Y}`;', 'X', 'Y'],
    ['call(${{ CREDENTIALS["mail gun"].apiKey }}, "${{KEY}}", ${{KEY}}, SECRETS.X)', '@mail gun/apiKey', 'X'],
    ['// ${{ SECRETS.X }}\n/* ${{ SECRETS.Y }} */'],
    ['const key = "${{ SECRETS.', ''],
    // not JavaScript
    ['const s: Record<string, string> = global.get("SECRETS");\nexport const x: string = s.X', 'X'],
    ['interface A { b: string }\nconst x = (SECRETS as any).X as string; enum E { A }\nf<string>(SECRETS.Y)', 'Y'],
    ['const SECRETS: any = {};\nSECRETS.X'],
    ['\uFEFFSECRETS.X', 'X'],
  ] as const)
    it(`reads ${code}`, () => {
      const reading = readScript(code);
      assert.deepEqual(describeReading(reading, code), expected);
      assert.deepEqual(reading.bare, []);
      assert.ok(reading.references.every(({ form }) => form === 'script'));
    });

  for (const code of [
    'SECRETS.|',
    'f(SECRETS.|)',
    'CREDENTIALS["|',
    'CREDENTIALS["mail"].|',
    '"${{ SECRETS.| }}"',
    'const { | } = SECRETS',
  ])
    it(`has a place for completion in ${code}`, () => {
      const { references } = readScript(code.replace('|', ''));
      const names = references.flatMap(({ key, path }) => (key ? [key, ...path] : path));
      assert.equal(names.find(({ name }) => name === '')?.start, code.indexOf('|'));
    });
});
