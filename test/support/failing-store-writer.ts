import path from 'node:path';
import { assumeDisk } from './disk-speed.ts';
import { type Failure, failStep } from './failing-fs.ts';

// `store-writer.ts` in a process whose writing fails: `failing-store-writer.ts ROOT PREFIX COUNT`, with FAIL_STEP, FAIL_WITH and DISK_SPEED.

const [root = ''] = process.argv.slice(2);
failStep(path.join(root, 'secrets'), Number(process.env['FAIL_STEP']), process.env['FAIL_WITH'] as Failure);
assumeDisk(process.env['DISK_SPEED'] as 'quick' | 'slow');
await import('./store-writer.ts');
