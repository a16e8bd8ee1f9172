/** A tab that answers GET /read with what this code of a function gives. */
export function answering(code: string): readonly object[] {
  return [
    { id: 'tab', type: 'tab', label: 'Reads' },
    { id: 'in', type: 'http in', z: 'tab', url: '/read', method: 'get', wires: [['code']] },
    {
      id: 'code',
      type: 'function',
      z: 'tab',
      func: `msg.payload = ${code}; return msg;`,
      outputs: 1,
      wires: [['out']],
    },
    { id: 'out', type: 'http response', z: 'tab', wires: [] },
  ];
}
