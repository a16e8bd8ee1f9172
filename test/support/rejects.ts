import assert from 'node:assert/strict';
import { StoreError, type StoreErrorCode } from '../../store/store.ts';

/** Waits for a StoreError of this code; returns it for a look at its words. */
export async function rejectsWith(promise: Promise<unknown>, code: StoreErrorCode): Promise<StoreError> {
  const error: unknown = await promise.then(
    () => assert.fail(`expected a StoreError ${code}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StoreError, String(error));
  assert.equal(error.code, code, error.message);
  return error;
}
