import assert from 'node:assert/strict';
import { plainText, visibleLines } from '../../client/plain-text.ts';

/** How VS Code finds links in messages (base/common/linkedText.ts) and icons in labels (base/browser/ui/iconLabel). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

describe('names of the user’s in VS Code’s own places', () => {
  for (const name of [
    '[Fix it](command:workbench.action.terminal.sendSequence?{})',
    '[a][b](https://example.org "title")',
    '$(bug)',
    '$(sync~spin) [x](file:///etc/passwd)',
  ])
    it(`${name} is neither a link nor an icon, and reads as it is`, () => {
      assert.ok(LINK.test(name) || ICON.test(name));
      const shown = plainText(`Nothing uses ${name}.`);
      assert.doesNotMatch(shown, LINK);
      assert.doesNotMatch(shown, ICON);
      assert.equal(shown.replaceAll('\u2060', ''), `Nothing uses ${name}.`);
    });

  it('characters that turn the text round, or end it, are shown as codes', () => {
    assert.equal(plainText('a\u202Eb\u0007'), 'a\\u202eb\\u0007');
    assert.equal(visibleLines('one\ntwo\u2066'), 'one\ntwo\\u2066');
    assert.equal(plainText('DB (old) · größe 🔑 "it’s"'), 'DB (old) · größe 🔑 "it’s"');
  });
});
