import { type Row } from './row.ts';

/** Script files and the `script` of records (DESIGN, References). */
export const SCRIPTS: readonly Row[] = [
  ['send(SECRETS.X, SECRETS["a-b"].c)', 'X', 'a-b.c'],
  ['CREDENTIALS["mail gun"].apiKey', 'credential mail gun.apiKey'],
  ['const { X, DB: { host } } = SECRETS', 'X', 'DB.host'],
  ['const s = SECRETS ?? {}; export default () => s.X', 'X'],
  ['SECRETS[name]; f(SECRETS)', '* key', '* whole'],
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
  ['export default function f(msg, global) { return global.get("SECRETS").X }', 'X'],
  ['module.exports = (RED) => { this.context().global.get("SECRETS.X") }', 'X'],
  // placeholders
  ['const key = "${{ SECRETS.X }}";', 'X'],
  ['const key = ${{ SECRETS.DB.host }};', 'DB.host'],
  ['const url = `https://x/${{SECRETS.X}}?${SECRETS.Y}`;', 'X', 'Y'],
  ['call(${{ CREDENTIALS["mail gun"].apiKey }}, "${{KEY}}", ${{KEY}}, SECRETS.X)', 'credential mail gun.apiKey', 'X'],
  ['// ${{ SECRETS.X }}\n/* ${{ SECRETS.Y }} */'],
  ['const key = SECRETS.${{ NAME }} + SECRETS.DB.${{ SECRETS.FIELD }};', '* key', 'DB path', 'FIELD'],
  ['const key = "${{ SECRETS.', '_'],
  // not JavaScript
  ['const s: Record<string, string> = global.get("SECRETS");\nexport const x: string = s.X', 'X'],
  ['interface A { b: string }\nconst x = (SECRETS as any).X as string; enum E { A }\nf<string>(SECRETS.Y)', 'X', 'Y'],
  [
    'const a: string = SECRETS!.X; const b = (global.get("SECRETS") as Record<string, any>).DB!["host"];',
    'X',
    'DB.host',
    '* whole',
  ],
  ['const s = global.get("SECRETS") as Secrets;\nconst a: A = s!.X ?? (s as any as B).Y', 'X', 'Y'],
  ['const SECRETS: any = {};\nSECRETS.X'],
  ['\uFEFFSECRETS.X', 'X'],
];
