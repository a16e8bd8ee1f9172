import assert from 'node:assert/strict';

/** Milliseconds: more than CONTRACTS gives a change of the store. */
const LIMIT = 15_000;

/** Asks again until the answer is the expected one. Throws with the last answer when it takes too long. */
export async function eventually(ask: () => Promise<unknown>, expected: unknown): Promise<void> {
  const until = Date.now() + LIMIT;
  for (;;) {
    const answer = await ask();
    try {
      assert.deepEqual(answer, expected);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
