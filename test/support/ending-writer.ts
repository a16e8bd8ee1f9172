import { withReadyBytes } from '../../store/files/ready-bytes.ts';

// Ends while the bytes for a file are ready: `ending-writer.ts FILE`.

const [file = ''] = process.argv.slice(2);
await withReadyBytes(file, Buffer.from('new'), () => process.exit(3));
