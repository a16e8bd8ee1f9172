/** Bytes that are really in use; needs `--expose-gc`. */
export function heapSize(): number {
  if (globalThis.gc === undefined) throw new Error('Run it with --expose-gc.');
  for (let i = 0; i < 4; i++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
