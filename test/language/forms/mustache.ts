import { type Row } from './row.ts';

/** Templates of template nodes (facts: node-red.md C.4). */
export const MUSTACHE: readonly Row[] = [
  ['{{global.SECRETS.X}}', 'X escaped'],
  ['a {{ global.SECRETS.X }} b {{\n global.SECRETS.Y\n}}', 'X escaped', 'Y escaped'],
  ['{{{global.SECRETS.X}}} {{{ global.SECRETS.Y }}} {{&global.SECRETS.Z}} {{& global.SECRETS.A}}', 'X', 'Y', 'Z', 'A'],
  ['{{{global.SECRETS.X}} {{global.SECRETS.Y}}', 'X', 'Y escaped'],
  [
    '{{global.SECRETS.DB.host}}{{global.SECRETS["a-b"]}}{{global.SECRETS.a-b}}',
    'DB.host escaped',
    'a-b escaped',
    'a-b escaped',
  ],
  ["{{global.SECRETS['a b'].c}}", 'a b.c escaped'],
  ['{{global[file].SECRETS.X}}', 'X escaped'],
  ['{{global[my-store].SECRETS.X}}'],
  ['{{flow.$parent.SECRETS.X}} {{flow[file].$parent.$parent.SECRETS.Y}}', 'X escaped', 'Y escaped'],
  ['{{flow.SECRETS.X}} {{msg.SECRETS.X}} {{payload.SECRETS}} global.SECRETS.X'],
  ['{{ global . SECRETS . X }} {{Global.SECRETS.X}} {{global.secrets.X}} {{global.SECRETS_METADATA.X}}'],
  ['{{! global.SECRETS.X }} {{> global.SECRETS.X}}'],
  ['{{global.SECRETS[msg.topic]}} {{global.SECRETS.DB[msg.a["b"]]}}', '* key escaped', 'DB path escaped'],
  ['{{global.SECRETS}}', '* whole escaped'],
  ['{{global.CREDENTIALS["mail gun"].apiKey}}', 'credential mail gun.apiKey escaped'],
  [
    '{{#global.CREDENTIALS.mail}}{{apiKey}}{{/global.CREDENTIALS.mail}}',
    'credential mail.apiKey escaped relative',
    'credential mail',
  ],
  ['{{global.SECRETS.X | upper}} {{global.SECRETS .X}}', 'X escaped'],
  // Changed delimiters.
  ['{{=<% %>=}}<% global.SECRETS.X %>{{global.SECRETS.Y}}<%={{ }}=%>{{global.SECRETS.Z}}', 'X escaped', 'Z escaped'],
  ['{{=<% %>=}}<%& global.SECRETS.X %> <%{global.SECRETS.Y}%>', 'X', 'Y'],
  ['{{=<%=}}{{global.SECRETS.X}}', 'X escaped'],
  // Sections: names inside are relative, the closing tag counts too.
  ['{{#global.SECRETS}}{{X}} {{DB.host}}{{/global.SECRETS}}{{X}}', 'X escaped relative', 'DB.host escaped relative'],
  ['{{#global.SECRETS.DB}}{{host}}{{.}}{{/global.SECRETS.DB}}', 'DB.host escaped relative', 'DB'],
  ['{{#global.SECRETS}}{{#DB}}{{{host}}}{{/DB}}{{/global.SECRETS}}', 'DB.host relative', 'DB relative'],
  ['{{^global.SECRETS.NO}}{{x}} none{{/global.SECRETS.NO}}', 'NO', 'NO'],
  ['{{#global.SECRETS}}{{^NO}}{{X}}{{/NO}}{{/global.SECRETS}}', 'NO relative', 'X escaped relative', 'NO relative'],
  ['{{#global.SECRETS}}{{payload}} {{topic}} {{env.HOME}}{{#req}}{{X}}{{/req}}{{/global.SECRETS}}'],
  [
    '{{#global.SECRETS}}{{#global.SECRETS.DB}}{{host}}{{/nothing}}{{port}}',
    'DB.host escaped relative',
    'DB.port escaped relative',
  ],
  // Unfinished.
  ['{{global.SECRETS.', '_ escaped'],
  ['<p>{{global.SECRETS.</p>', '_ escaped'],
  ['{{global.SECRETS.}}', '_ escaped'],
  ['{{{global.SECRETS.DB.', 'DB._'],
  ['{{global.SECRETS["', '_ escaped'],
  ['{"a":"{{global.SECRETS.AB", "b": 1}', 'AB escaped'],
  ['{{global.SECRETS.A and {{global.SECRETS.B}}', 'A escaped', 'B escaped'],
  ['{{#global.SECRETS}}{{', '_ escaped relative'],
  ['{{#global.SECRETS}}{{DB.}}', 'DB._ escaped relative'],
];
