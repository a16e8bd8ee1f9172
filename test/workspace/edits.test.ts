import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Position } from '../../language/position.ts';
import { type Workspace } from '../../workspace/workspace.ts';
import { flow, openText, World } from './fixture.ts';

const CODE = [
  'return global.get("SECRETS.TYPO") + global.get("SECRETS.DB.hots");',
  'const { KEY, GONE } = global.get("SECRETS"); SECRETS.KEY; // 🔑',
  'CREDENTIALS["mail"].x; global.get(`SECRETS.${name}`); global.get("SECRETS.KEY")',
];
const SLIPS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  "'",
  '`',
  '\n',
  'SECRETS.',
  'SECRETS.KEY',
  '/*',
  '${',
  ',',
  '\ud83d',
  'x',
  '',
];

describe('findings after edits', () => {
  let world: World;
  let workspace: Workspace;
  before(async () => {
    world = await World.create();
    world.catalogs.set('', { spaces: { DEV: { KEY: true, DB: { host: true } } } });
    workspace = await world.open();
  });
  after(() => world.dispose());

  const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom(...SLIPS)), { maxLength: 12 });
  const files: [name: string, text: string][] = [
    ['flow.json', JSON.stringify(JSON.parse(flow(...CODE)), undefined, 2)],
    ['line.json', flow(...CODE)],
    ['script.js', CODE.join('\n')],
    ['page.hbs', '{{SECRETS.TYPO}} ${SECRETS.KEY} {{#with SECRETS.DB}}{{host}}{{/with}} {{CREDENTIALS.mail.x}}'],
  ];
  for (const [name, text] of files) {
    it(`are those of the same text opened afresh: ${name}`, () => {
      fc.assert(
        fc.property(edits, (list) => {
          const path = world.path(name);
          const document = openText(workspace, path, text);
          for (const [at, length, slip] of list) {
            const start = document.positionAt(at % (document.length + 1));
            const end: Position = document.positionAt((at % (document.length + 1)) + length);
            document.update([{ range: { start, end }, text: slip }]);
            workspace.changed(path);
            workspace.findings(path);
          }
          const edited = [workspace.findings(path), workspace.unreadable()];
          openText(workspace, path, document.slice());
          assert.deepEqual(edited, [workspace.findings(path), workspace.unreadable()]);
        }),
        { numRuns: 60 },
      );
    });
  }
});
