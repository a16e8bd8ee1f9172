import assert from 'node:assert/strict';
import { type TreeNode } from '../../client/trees/nodes/node.ts';
import { type Row, rowsFor, sameIds, update } from '../../client/trees/rows.ts';

/** A node without VS Code: `text` stands for what is shown of it. */
interface Sample {
  readonly id: string;
  readonly text: string;
  readonly below?: readonly Sample[];
}

const texts = new WeakMap<TreeNode, string>();

function nodesOf(samples: readonly Sample[], parent?: TreeNode): readonly TreeNode[] {
  return samples.map(({ id, text, below = [] }) => {
    const node: TreeNode = {
      id,
      parent,
      item: () => assert.fail('Shown by the test’s own function'),
      children: () => nodesOf(below, node),
    };
    texts.set(node, text);
    return node;
  });
}

const looks = (node: TreeNode): string => texts.get(node) ?? '';

/** Opens all rows, as a user does. */
function opened(samples: readonly Sample[]): readonly Row[] {
  const open = (rows: readonly Row[]): readonly Row[] => {
    for (const row of rows) row.children = open(rowsFor(row.node.children(), row));
    return rows;
  };
  return open(rowsFor(nodesOf(samples), undefined));
}

const BEFORE: readonly Sample[] = [
  {
    id: 'dev',
    text: 'v1',
    below: [
      { id: 'A', text: 'unused' },
      { id: 'B', text: '1 use' },
    ],
  },
  { id: 'prod', text: 'v1' },
];

function changedIds(rows: readonly Row[], after: readonly Sample[]): readonly string[] {
  return update(rows, nodesOf(after), looks).map((row) => row.node.id);
}

describe('rows', () => {
  it('are shown anew only where something changed', () => {
    assert.deepEqual(changedIds(opened(BEFORE), BEFORE), []);
    const used = [
      {
        ...BEFORE[0]!,
        below: [
          { id: 'A', text: '1 use' },
          { id: 'B', text: '1 use' },
        ],
      },
      BEFORE[1]!,
    ];
    assert.deepEqual(changedIds(opened(BEFORE), used), ['A']);
    assert.deepEqual(changedIds(opened(BEFORE), [BEFORE[0]!, { id: 'prod', text: 'v2' }]), ['prod']);
  });

  it('are shown anew with their parent when one comes or goes, and the others stay what they are', () => {
    const rows = opened(BEFORE);
    const [, b] = rows[0]?.children ?? [];
    const after = [
      {
        id: 'dev',
        text: 'v2',
        below: [
          { id: 'B', text: '2 uses' },
          { id: 'C', text: 'unused' },
        ],
      },
      BEFORE[1]!,
    ];
    assert.deepEqual(changedIds(rows, after), ['dev']);
    assert.equal(rows[0]?.children?.[0], b);
    assert.equal(b && looks(b.node), '2 uses');
  });

  it('that nobody has opened are not looked into', () => {
    const rows = rowsFor(nodesOf(BEFORE), undefined);
    const after = [{ ...BEFORE[0]!, below: [] }, BEFORE[1]!];
    assert.deepEqual(changedIds(rows, after), []);
  });

  it('are the same only in the same order', () => {
    const rows = opened(BEFORE);
    assert.ok(sameIds(rows, nodesOf(BEFORE)));
    assert.ok(!sameIds(rows, nodesOf([...BEFORE].reverse())));
    assert.ok(!sameIds(rows, nodesOf(BEFORE.slice(1))));
  });
});
