import assert from 'node:assert/strict';
import { unusedSecret } from '../../../language/rules/unused-secret.ts';

const SPAN = { start: 3, end: 7 };

describe('unused-secret', () => {
  it('names the space and offers to delete the secret', () => {
    assert.deepEqual(unusedSecret({ ...SPAN, name: 'IDLE', space: 'Acme - DEV' }, { count: 0, dynamic: false }), {
      ...SPAN,
      rule: 'unused-secret',
      message: '“IDLE” is unused: no flow of Acme - DEV names it; delete it if nothing outside needs it.',
      fixes: [{ kind: 'delete-secret', space: 'Acme - DEV', key: 'IDLE' }],
    });
  });

  it('says "maybe" where a computed name may be it, and draws nothing as unnecessary', () => {
    const remark = unusedSecret({ ...SPAN, name: 'IDLE', space: 'DEV' }, { count: 0, dynamic: true });
    assert.match(remark?.message ?? '', /^“IDLE” is maybe unused: .*computed name/);
    assert.equal(remark?.tag, 'none');
  });

  it('knows external credentials too', () => {
    const remark = unusedSecret({ ...SPAN, name: 'mail' }, { count: 0, dynamic: false });
    assert.match(remark?.message ?? '', /^“mail” is unused: no flow names it/);
    assert.deepEqual(remark?.fixes, [{ kind: 'delete-credential', name: 'mail' }]);
  });

  it('is silent about what is used, and about a name that is not saved yet', () => {
    for (const count of [1, 5, undefined]) {
      assert.equal(unusedSecret({ ...SPAN, name: 'KEY', space: 'DEV' }, { count, dynamic: true }), undefined);
    }
  });
});
