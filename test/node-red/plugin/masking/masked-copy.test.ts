import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { maskedCopy } from '../../../../node-red/plugin/masking/masked-copy.ts';
import { MASK, ValueMatcher } from '../../../../node-red/plugin/masking/value-matcher.ts';

const VALUE = 'canary-value-1';
const NUMBER = 543210;
const matcher = new ValueMatcher([VALUE, String(NUMBER)]);

/** The payload of a debug node's copy. */
function shown(payload: unknown): unknown {
  const { copy } = maskedCopy({ _msgid: '1', payload }, matcher);
  return (copy as { payload: unknown } | undefined)?.payload;
}

class Account {
  readonly password: string;
  readonly #hidden: string;
  constructor(password: string) {
    this.password = password;
    this.#hidden = password;
  }
  toJSON(): object {
    return { all: this.#hidden };
  }
}

describe('the copy of a message for a debug node', () => {
  const rows: readonly (readonly [what: string, payload: unknown, masked: unknown])[] = [
    ['a text', `Bearer ${VALUE}`, `Bearer ${MASK}`],
    ['a number', NUMBER, MASK],
    ['members, items and names', { a: [1, { b: VALUE }], [VALUE]: true }, { a: [1, { b: MASK }], [MASK]: true }],
    ['two names that become one', { [VALUE]: 2, [MASK]: 3 }, { [MASK]: 2, [`${MASK}*`]: 3 }],
    ['a Buffer', Buffer.from(`<${VALUE}>`), Buffer.from(`<${MASK}>`)],
    ['the JSON of a Buffer', Buffer.from(`<${VALUE}>`).toJSON(), Buffer.from(`<${MASK}>`).toJSON()],
    ['a Map', new Map([[VALUE, { v: VALUE }]]), new Map([[MASK, { v: MASK }]])],
    ['a Set', new Set([VALUE, 1]), new Set([MASK, 1])],
    ['an URL', new URL(`https://u:${VALUE}@host.example/`), `https://u:${MASK}@host.example/`],
    ['a RegExp', new RegExp(VALUE), `/${MASK}/`],
    ['what a function node made', runInNewContext(`({ list: new Set(['${VALUE}']) })`), { list: new Set([MASK]) }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: VALUE }), { a: MASK }],
  ];
  for (const [what, payload, masked] of rows) {
    it(`masks ${what}`, () => {
      // By their look: prototypes of another realm are another realm's.
      assert.equal(inspect(shown(payload)).replace('[Object: null prototype] ', ''), inspect(masked));
    });
  }

  it('is none when there is nothing to mask', () => {
    const payload = [{ a: 1 }, new Date(0), new Account('harmless'), new Socket(), null, undefined, () => VALUE];
    assert.equal(maskedCopy({ payload }, matcher).copy, undefined);
  });

  it('leaves the message as it was', () => {
    const payload = { a: VALUE, list: [VALUE] };
    const before = structuredClone(payload);
    shown(payload);
    assert.deepEqual(payload, before);
  });

  it('keeps classes, and masks what they give as JSON', () => {
    const copy = shown({ account: new Account(VALUE) }) as { account: Account };
    assert.ok(copy.account instanceof Account);
    assert.equal(copy.account.password, MASK);
    assert.equal(JSON.stringify(copy), `{"account":{"all":"${MASK}"}}`);
  });

  it('masks what a class gives as JSON that hides its members', () => {
    class Hidden {
      readonly #value = VALUE;
      toJSON(): object {
        return { value: this.#value };
      }
    }
    assert.deepEqual(shown([new Hidden()]), [{ value: MASK }]);
  });

  it('masks errors with their stack', () => {
    const copy = shown(new TypeError(`bad ${VALUE}`)) as Error;
    assert.ok(copy instanceof TypeError);
    assert.equal(String(copy), `TypeError: bad ${MASK}`);
    assert.doesNotMatch(inspect(copy), new RegExp(VALUE));
  });

  it('follows a message that holds itself', () => {
    const payload: { self?: unknown; value: string } = { value: VALUE };
    payload.self = payload;
    const copy = shown(payload) as typeof payload;
    assert.equal(copy.self, copy);
    assert.equal(copy.value, MASK);
  });

  it('masks what a getter gives, and what can not be read', () => {
    const payload = {
      get value(): string {
        return VALUE;
      },
      get broken(): string {
        throw new Error(VALUE);
      },
      fine: 1,
    };
    const { copy, unreadable } = maskedCopy(payload, matcher);
    assert.deepEqual(copy, { value: MASK, broken: MASK, fine: 1 });
    assert.ok(unreadable);
  });

  it('shows nothing of what is nested too deep', () => {
    let payload: unknown = VALUE;
    for (let depth = 0; depth < 100_000; depth++) payload = [payload];
    assert.doesNotMatch(inspect(shown(payload), { depth: 1000 }), /canary/);
  });

  it('shows nothing of sockets, which a request refers to', () => {
    const socket = Object.assign(new Socket(), { message: VALUE });
    const copy = shown({ socket, value: VALUE }) as { socket: Socket };
    assert.ok(copy.socket instanceof Socket);
    assert.doesNotMatch(inspect(copy, { depth: 20 }), new RegExp(VALUE));
  });
});
