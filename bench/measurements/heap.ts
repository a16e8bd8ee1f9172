// What stays in memory of an open document, and of the closed files of a folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result } from '../goals.ts';
import { runProgram } from '../run.ts';
import { flowFiles, FLOWS, flowText } from '../texts.ts';

interface Held {
  /** Bytes of the text or texts as they stand on disk, and bytes of the heap after they were read. */
  readonly bytes: number;
  readonly heap: number;
}

export function measureHeap(folder: string): readonly Result[] {
  const file = join(folder, 'flows.json');
  writeFileSync(file, flowText(50, 1000));
  const open = runProgram('open-heap', file) as Held;
  const list = join(folder, 'files.json');
  writeFileSync(list, JSON.stringify(flowFiles()));
  const closed = runProgram('closed-heap', FLOWS, list) as Held;
  return [
    { goal: 'openHeap', value: open.heap / open.bytes, detail: sizes(open) },
    { goal: 'closedHeap', value: closed.heap / closed.bytes, detail: sizes(closed) },
  ];
}

function sizes({ heap, bytes }: Held): string {
  return `${(heap / 1e6).toFixed(2)} MB for ${(bytes / 1e6).toFixed(1)} MB`;
}
