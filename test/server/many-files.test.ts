import assert from 'node:assert/strict';
import { linkSync, mkdirSync } from 'node:fs';
import { type Hover } from 'vscode-languageserver-protocol/node';
import { type ProjectState, ProjectsRequest } from '../../server/protocol.ts';
import { labelledFiles } from '../language/labels.ts';
import { type TestWorkspace } from '../support/workspace.ts';
import { TestClient } from './support/client.ts';
import { cursorIn, functionFlow, makeNewsroom } from './support/newsroom.ts';

const FILES = 10_000;
const REQUESTS = 5;
const { text: FLOW, offset: AT } = cursorIn(functionFlow('global.get("SECRETS.API¦_KEY")'));

describe('a workspace of 10,000 flow files', function () {
  this.timeout(120_000);
  let workspace: TestWorkspace;
  before(() => {
    workspace = makeNewsroom();
    fill(workspace);
  });
  after(() => {
    workspace.dispose();
  });

  it('answers while it is indexed', async () => {
    const client = await TestClient.start({ folders: [workspace.root] });
    const uri = await client.open(workspace.path('flows/open.json'), FLOW);
    const order: string[] = [];
    const indexed = client.connection.sendRequest<ProjectState[]>(ProjectsRequest.method).then((states) => {
      order.push('index');
      return states;
    });
    for (let i = 0; i < REQUESTS; i++) {
      assert.ok(await client.at<Hover | null>('textDocument/hover', uri, AT));
      order.push('answer');
    }
    const [project] = await indexed;
    assert.equal(order.at(-1), 'index', 'every request was answered before the index was complete');
    assert.deepEqual(project?.unreadable, []);
    assert.equal(await client.stop(), 0);
  });
});

/** Real flow files, each under many names: links of one file cost no time to make, and the server reads each. */
function fill(workspace: TestWorkspace): void {
  const originals = labelledFiles().map(({ name, text }) => workspace.write(`real/${name}`, text));
  for (let i = originals.length; i < FILES; i++) {
    const folder = workspace.path(`real/${Math.floor(i / originals.length)}`);
    if (i % originals.length === 0 || i === originals.length) mkdirSync(folder, { recursive: true });
    linkSync(originals[i % originals.length] ?? '', `${folder}/${i}.json`);
  }
}
