import assert from 'node:assert/strict';
import { referenceForms } from '../../../language/references/reference-forms.ts';
import { type Referent, type Segment } from '../../../language/references/write-access.ts';

function segments(...names: readonly (string | number)[]): readonly Segment[] {
  return names.map((name) => ({ name: String(name), index: typeof name === 'number' }));
}

function textsOf(referent: Referent): readonly string[] {
  return referenceForms(referent).map(({ text }) => text);
}

describe('referenceForms', () => {
  it('writes a plain key in each form', () => {
    assert.deepEqual(textsOf({ root: 'SECRETS', segments: segments('MAM', 'token') }), [
      'global.get("SECRETS.MAM.token")',
      'SECRETS.MAM.token',
      '$globalContext("SECRETS.MAM.token")',
      '{{{global.SECRETS.MAM.token}}}',
    ]);
  });

  it('writes names that need quotes with brackets, in quotes that the string around allows', () => {
    const [code, typed, jsonata] = textsOf({ root: 'CREDENTIALS', segments: segments('alert mails', 'apiKey') });
    assert.equal(code, `global.get("CREDENTIALS['alert mails'].apiKey")`);
    assert.equal(typed, 'CREDENTIALS["alert mails"].apiKey');
    assert.equal(jsonata, `$globalContext("CREDENTIALS['alert mails'].apiKey")`);
  });

  it('writes indexes of arrays', () => {
    const texts = textsOf({ root: 'SECRETS', segments: segments('HOSTS', 0, 'name') });
    assert.equal(texts[1], 'SECRETS.HOSTS[0].name');
    assert.equal(texts[3], '{{{global.SECRETS.HOSTS.0.name}}}');
  });

  it('leaves out a form that can’t spell the name', () => {
    const forms = referenceForms({ root: 'SECRETS', segments: segments('a b') }).map(({ target }) => target);
    assert.deepEqual(forms, ['function', 'typed-input', 'jsonata']);
    assert.deepEqual(textsOf({ root: 'SECRETS', segments: segments(`'"`) }), []);
  });
});
