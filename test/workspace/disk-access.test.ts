import assert from 'node:assert/strict';
import { access } from '../../workspace/disk-access.ts';

type Where = 'at once' | 'in the background';

/** Where an access was made that takes so long. */
async function look(ms: number): Promise<Where> {
  return access<Where>(
    () => {
      const end = performance.now() + ms;
      while (performance.now() < end);
      return 'at once';
    },
    () => Promise.resolve('in the background'),
  );
}

/** Looks until it is made there; a count that grows without end means never. */
async function until(where: Where, ms: number): Promise<void> {
  for (let count = 0; (await look(ms)) !== where; count++) assert.ok(count < 10_000, `never ${where}`);
}

describe('an access to the disk', () => {
  it('goes to the background while the disk is slow, and is made at once again when it is quick', async () => {
    await until('at once', 0);
    await until('in the background', 10);
    await until('at once', 0);
  });

  it('fails as the disk does', async () => {
    const fail = (): never => {
      throw new Error('EIO');
    };
    await assert.rejects(async () => access(fail, () => Promise.reject(new Error('EIO'))), /EIO/);
  });
});
