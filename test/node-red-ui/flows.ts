/** Flows that use what World holds, in several forms. */
export const FLOWS: readonly object[] = [
  { id: 'tab1', type: 'tab', label: 'Orders' },
  {
    id: 'code',
    type: 'function',
    z: 'tab1',
    name: 'Ask the shop',
    func: 'const { host } = global.get("SECRETS.DB");\nmsg.key = global.get("SECRETS.API_KEY");\nreturn msg;',
    outputs: 1,
    x: 200,
    y: 100,
    wires: [[]],
  },
];
