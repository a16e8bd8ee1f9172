import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_IDS } from '../../client/commands/ids.ts';
import { VIEW_STATES } from '../../client/view-state.ts';
import { CLIENT_COMMANDS } from '../../server/protocol.ts';

const root = join(import.meta.dirname, '..', '..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly icon: string;
  readonly main: string;
  readonly l10n: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly MenuItem[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly scopeName: string; readonly path: string; readonly language?: string }[];
  };
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function readJson(path: string): unknown {
  return JSON.parse(read(path));
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => read(join(folder, path)));
}

const manifest = readJson('package.json') as Manifest;
const nls = readJson('package.nls.json') as Readonly<Record<string, string>>;
const { contributes } = manifest;
const client = sources('client').join('\n');
const ids = contributes.commands.map(({ command }) => command);
const menuItems = Object.values(contributes.menus).flat();
const welcomeTexts = contributes.viewsWelcome.map(({ contents }) => nls[contents.slice(1, -1)] ?? '');

/** Every `when` and `enablement` clause of the manifest. */
const clauses = [
  ...menuItems.map(({ when }) => when),
  ...contributes.keybindings.map(({ when }) => when),
  ...contributes.viewsWelcome.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }) => enablement),
].filter((clause) => clause !== undefined);

describe('package.json', () => {
  it('says nothing twice', () => {
    // Of two properties with one name only the last counts: a menu would silently lose what the first lists.
    assert.equal(read('package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    for (const [menu, items] of Object.entries(contributes.menus)) {
      const texts = items.map((item) => JSON.stringify(item));
      assert.equal(new Set(texts).size, texts.length, menu);
    }
  });
});

describe('package.json and the code', () => {
  it('has no name twice in an object: a second menu of a kind would replace the first', () => {
    const packed = read('package.json').replace(/\s/g, '');
    assert.equal(JSON.stringify(manifest).replace(/\s/g, ''), packed);
  });

  it('have the same commands, in the same order', () => {
    assert.deepEqual(ids, [...COMMAND_IDS]);
  });

  it('name no command that is not there: menus, keys, welcome views, quick fixes', () => {
    const links = welcomeTexts.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''));
    const named = [
      ...menuItems.map(({ command }) => command),
      ...contributes.keybindings.map(({ command }) => command),
      ...links.filter((id) => id.startsWith('flowSecrets.')),
      ...Object.values(CLIENT_COMMANDS),
    ];
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('keep out of the palette only what keys call', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(
      hidden.map(({ command }) => command),
      ids.filter((id) => id.endsWith('Selected')),
    );
  });

  it('disable in Restricted Mode whatever writes or decrypts', () => {
    const free = contributes.commands.filter(({ enablement }) => enablement?.includes('isWorkspaceTrusted') !== true);
    assert.deepEqual(
      free.map(({ command }) => command.slice('flowSecrets.'.length)),
      [
        'findUsages',
        'copyReference',
        'refresh',
        'showHistory',
        'editCode',
        'openConfig',
        'openSpaceFile',
        'compareSpaces',
        'showUnused',
        'showLog',
        'deleteSelected',
        'renameSelected',
        'copySelected',
      ],
    );
  });

  it('have the same views', () => {
    const views = Object.values(contributes.views).flat();
    for (const { id } of views) assert.ok(client.includes(`'${id}'`), id);
    const known = new Set(views.map(({ id }) => id));
    for (const { view } of contributes.viewsWelcome) assert.ok(known.has(view), view);
    for (const clause of clauses) {
      for (const [, id = ''] of clause.matchAll(/(?:\bview|focusedView) == ([\w.]+)/g)) assert.ok(known.has(id), id);
    }
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    assert.deepEqual(Object.keys(contributes.views), containers);
  });

  it('have the same states of the views', () => {
    const used = new Set<string>();
    for (const clause of clauses) {
      for (const [, state = ''] of clause.matchAll(/flowSecrets\.state == (\w+)/g)) used.add(state);
      if (clause.includes('flowSecrets.state =~')) {
        const pattern = /flowSecrets\.state =~ \/(.+?)\//.exec(clause)?.[1] ?? '';
        for (const state of VIEW_STATES) if (new RegExp(pattern).test(state)) used.add(state);
      }
    }
    assert.deepEqual([...used].sort(), [...VIEW_STATES].sort());
  });

  it('use only context keys that VS Code or the client sets', () => {
    const known = [
      ...['view', 'viewItem', 'focusedView', 'listFocus', 'inputFocus', 'isWorkspaceTrusted', 'workspaceFolderCount'],
      ...['editorTextFocus', 'editorReadonly', 'editorHasSelection', 'resourceScheme', 'resourceExtname'],
      ...['flowSecrets.state', 'flowSecrets.fileKind', 'flowSecrets.onSymbol', 'flowSecrets.locked'],
    ];
    for (const clause of clauses) {
      const bare = clause.replace(/=~ \/.*?\/(?=[\s)]|$)/g, '').replace(/[=!]= [\w.]+/g, '');
      for (const [word] of bare.matchAll(/[A-Za-z][\w.]*/g)) {
        assert.ok(known.includes(word) || word === 'false', `${word} in ${clause}`);
      }
    }
    assert.match(client, /'setContext',\s+'flowSecrets\.state'/);
    assert.match(client, /'setContext', 'flowSecrets\.locked'/);
    assert.match(client, /KEY = 'flowSecrets\.onSymbol'/);
  });

  it('have the same kinds of rows', () => {
    const kinds = new Set<string>();
    for (const clause of clauses) {
      for (const [, some, one] of clause.matchAll(/viewItem =~ \/\^(?:\(([\w|]+)\)|(\w+))\\b\//g)) {
        for (const kind of (some ?? one ?? '').split('|')) kinds.add(kind);
      }
    }
    for (const kind of kinds) assert.match(client, new RegExp(`['\`]${kind}(['\`]|\\+)`), kind);
  });

  it('read each setting', () => {
    for (const id of Object.keys(contributes.configuration.properties)) {
      // `trace.server` is read by the language client itself, for the section that is its id.
      const read = id === 'flowSecrets.trace.server' ? `new LanguageClient('flowSecrets'` : `'${id}'`;
      assert.ok(client.includes(read), id);
    }
  });

  it('are in docs/settings.md, with their defaults', () => {
    const guide = readFileSync(join(root, 'docs', 'settings.md'), 'utf8');
    const rows = [...guide.matchAll(/^\| `(flowSecrets\.[\w.]+)` +\| `(.*?)` +\|/gm)].map(([, id, value]) => [
      id,
      value,
    ]);
    const settings = Object.entries(contributes.configuration.properties);
    assert.deepEqual(
      rows,
      settings.map(([id, setting]) => [id, JSON.stringify(setting.default)]),
    );
  });

  it('point to files that are there', () => {
    const files = [
      manifest.icon,
      manifest.l10n,
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  });
});

describe('grammars', () => {
  it('are all contributed, under their own names', () => {
    const paths = contributes.grammars.map(({ path }) => path.slice('./syntaxes/'.length));
    assert.deepEqual(
      [...paths].sort(),
      readdirSync(join(root, 'syntaxes')).filter((file) => file.endsWith('.tmLanguage.json')),
    );
    for (const { path, scopeName } of contributes.grammars) {
      assert.equal((readJson(path) as { readonly scopeName: string }).scopeName, scopeName);
    }
  });

  it('belong to languages of ours', () => {
    const languages = contributes.languages.map(({ id }) => id);
    assert.deepEqual(contributes.grammars.flatMap(({ language }) => language ?? []).sort(), languages.sort());
  });
});

describe('strings', () => {
  it('of the manifest are all there, and all used', () => {
    const used = [...read('package.json').matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(nls).sort());
  });

  it('of the manifest that people read are translated', () => {
    const titles = contributes.commands.map(({ title }) => title);
    for (const text of [...titles, ...contributes.viewsWelcome.map(({ contents }) => contents)]) {
      assert.match(text, /^%[\w.]+%$/);
    }
  });

  it('of the client are in the bundle (npm run l10n)', () => {
    const calls = [...client.matchAll(/l10n\.t\(\s*(['"])((?:(?!\1)[^\\\n])*)\1/g)].map(([, , text]) => text ?? '');
    assert.equal(calls.length, client.match(/l10n\.t\(/g)?.length, 'a message that is no plain string');
    const bundle = readJson('l10n/bundle.l10n.json') as Readonly<Record<string, string>>;
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(calls)].sort());
    for (const [key, text] of Object.entries(bundle)) assert.equal(text, key);
  });
});
