import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { type TreeNode } from '../../../client/trees/nodes/node.ts';
import { Tree } from '../../../client/trees/tree.ts';
import { until } from '../editor.ts';

/** A row of the test, which says when VS Code asks for it. */
class TestNode implements TreeNode {
  readonly parent = undefined;
  readonly id: string;
  readonly #below: readonly TestNode[];
  readonly #version: number;
  readonly #onItem: () => void;

  constructor(id: string, below: readonly TestNode[] = [], version = 1, onItem: () => void = () => undefined) {
    this.id = id;
    this.#below = below;
    this.#version = version;
    this.#onItem = onItem;
  }

  item(): vscode.TreeItem {
    this.#onItem();
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(this.id, this.#below.length > 0 ? Expanded : None);
    item.description = `v${this.#version}`;
    return item;
  }

  children(): readonly TestNode[] {
    return this.#below;
  }
}

class TestTree extends Tree {
  nodes: readonly TestNode[] = [];

  protected rows(): readonly TreeNode[] {
    return this.nodes;
  }

  protected message(): undefined {
    return undefined;
  }
}

/** Takes the view of credentials for itself: no other test in this window looks at it. */
describe('a tree', () => {
  let tree: TestTree;
  before(async () => {
    tree = new TestTree('flowSecrets.credentials');
    tree.nodes = [new TestNode('space', [new TestNode('a'), new TestNode('b')])];
    tree.refresh();
    await vscode.commands.executeCommand('flowSecrets.credentials.focus');
    await until('the row to be selected', async () => {
      await tree.reveal('b');
      return tree.selected?.id === 'b';
    });
  });
  after(() => {
    tree.dispose();
  });

  it('knows which row F2, Delete and Ctrl+C mean while VS Code shows a row above anew', async () => {
    const selected: (string | undefined)[] = [];
    const note = (): void => {
      selected.push(tree.selected?.id);
    };
    tree.nodes = [new TestNode('space', [new TestNode('a'), new TestNode('b')], 2, note)];
    tree.refresh();
    // Asked by the comparison of what is shown, then by VS Code, which has forgotten all rows below at that moment.
    const compared = selected.length;
    await until('VS Code to ask for the row', () => selected.length > compared);
    deepEqual([...new Set(selected)], ['b']);
  });

  it('forgets a row that is gone', async () => {
    tree.nodes = [new TestNode('space', [new TestNode('a')], 3)];
    tree.refresh();
    equal(await until('no row to be selected', () => tree.selected?.id !== 'b'), true);
  });
});
