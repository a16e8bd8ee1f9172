/** A node of a flow file, without what `chain` fills in. */
export interface Part {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Nodes in a row that answer GET `/<id>` with the payload of the last. */
export function chain(id: string, tab: string, ...parts: readonly Part[]): readonly object[] {
  const all: readonly Part[] = [
    { type: 'http in', url: `/${id}`, method: 'get' },
    ...parts,
    { type: 'http response', name: '', statusCode: '', headers: {} },
  ];
  return all.map((part, index) => ({
    id: `${id}-${index}`,
    z: tab,
    // Without a place in the drawing it would be a config node.
    x: 0,
    y: 0,
    ...part,
    wires: index + 1 < all.length ? [[`${id}-${index + 1}`]] : [],
  }));
}

/** A function node; `outputs` are the same for all. */
export function code(func: string, more: Readonly<Record<string, unknown>> = {}): Part {
  return { type: 'function', func, outputs: 1, libs: [], initialize: '', finalize: '', noerr: 0, ...more };
}

/** A function node that sends what an expression gives. */
export function reading(expression: string): Part {
  return code(`msg.payload = ${expression}; return msg;`);
}
