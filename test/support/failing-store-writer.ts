import path from 'node:path';
import { type Failure, failStep } from './failing-fs.ts';

// `store-writer.ts` in a process whose writing fails: `failing-store-writer.ts ROOT PREFIX COUNT`, with FAIL_STEP and FAIL_WITH.

const [root = ''] = process.argv.slice(2);
failStep(path.join(root, 'secrets'), Number(process.env['FAIL_STEP']), process.env['FAIL_WITH'] as Failure);
await import('./store-writer.ts');
