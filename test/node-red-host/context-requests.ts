/** Keys that name one of the globals, as they may be written in an address. */
const KEYS = [
  'SECRETS',
  'SECRETS.API_KEY',
  '%53ECRETS',
  '%22SECRETS%22',
  '%27SECRETS%27.DB',
  '$parent.SECRETS',
  '%24parent.$parent.SECRETS.DB.password',
  '%23:(file)::SECRETS',
  '%23:(default)::CREDENTIALS',
  'CREDENTIALS%5B%22alert-mails%22%5D.apiKey',
  'CREDENTIALS',
  'SECRETS_METADATA',
  'own%5Bmsg.SECRETS.API_KEY%5D',
];

/** What may follow a key. The parser of addresses stops at 1,000 parameters. */
const ENDS = [
  '',
  '?keysOnly',
  '?store=default',
  '?store=file&keysOnly=1',
  `?${'x&'.repeat(1001)}keysOnly`,
  '#',
  '#x?y',
];

/**
 * Request lines that ask for the globals in every spelling that reaches a context, and for all else that could show them.
 * @param root of the Admin API, `/admin`
 * @param url where it is served
 * @param tab id of a flow
 * @param node id of a node that runs
 */
export function contextRequests(root: string, url: string, tab: string, node: string): readonly string[] {
  const scopes = ['global', 'GLOBAL', `flow/${tab}`, 'flow/global', `node/${node}`];
  const keyed = scopes.flatMap((scope) =>
    KEYS.flatMap((key) => ENDS.map((end) => `GET ${root}/context/${scope}/${key}${end}`)),
  );
  const [, first = ''] = /^\/(.*)$/.exec(root) ?? [];
  const others = [
    `GET ${root}/CONTEXT/Global/SECRETS`,
    `GET ${url}${root}/context/global/SECRETS`,
    `GET http://elsewhere${root}/context/global/SECRETS`,
    // Express takes these for the same route (parseurl hands them to url.parse, which turns the slashes).
    `GET /${first}\\context\\global\\SECRETS#`,
    `GET ${root}/context\\global\\CREDENTIALS#`,
    `GET ${root}/context/global\\SECRETS.API_KEY#`,
    `HEAD ${root}/context/global/SECRETS`,
    ...['/context/global', '/context/flow/global', `/context/flow/${tab}`, `/context/node/${node}`].flatMap((list) => [
      `GET ${root}${list}`,
      `GET ${root}${list}?keysOnly`,
      `GET ${root}${list}?store=file`,
    ]),
    ...['/settings', '/settings/user', '/diagnostics', '/flows', '/nodes', '/plugins'].map(
      (page) => `GET ${root}${page}`,
    ),
  ];
  return [...keyed, ...others];
}
