import assert from 'node:assert/strict';
import type { IndexedTraceback, LineNumber } from '../../../src/core/python/traceback.ts';
import type { FramePlace } from '../../../src/frames/framePlace.ts';
import type { TreeNode } from '../../../src/tree/node.ts';
import { made } from '../../stores/made.ts';
import { NOW, openTree, outline, storeOf } from '../openTree.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('the frames of a hit', () => {
  const frame = (path: string, name: string, line: number) => ({
    path,
    line: line as LineNumber,
    function: name,
    source: 'x()',
  });
  const chain: IndexedTraceback = {
    ...made({ id: '7', at: NOW - MINUTE, type: 'TimeoutError' }),
    exceptions: [
      {
        type: 'urllib3.ConnectionError',
        message: 'refused\nby peer',
        relation: 'cause',
        frames: [frame('/usr/lib/python3/dist-packages/urllib3/pool.py', 'get', 3)],
      },
      {
        type: 'TimeoutError',
        message: 'late',
        relation: null,
        frames: [
          frame('/usr/lib/python3/dist-packages/flask/app.py', 'dispatch', 12),
          frame('/opt/shop/orders/cart.py', 'checkout', 63),
          frame('/opt/shop/payments/gateway.py', 'charge', 81),
          frame('/usr/lib/python3/dist-packages/requests/api.py', 'post', 115),
        ],
      },
    ],
  };

  it('are the application’s own, innermost first, then libraries and causes', async () => {
    const tree = openTree(await storeOf([chain]));
    assert.deepEqual((await outline(tree, () => true)).slice(2), [
      '  11:59:00 | i-cc6b5552 engine.debug',
      '    charge | payments/gateway.py:81',
      '    checkout | orders/cart.py:63',
      '    2 frames of libraries (flask, requests)',
      '      post | requests/api.py:115',
      '      dispatch | flask/app.py:12',
      '    ↑ caused by urllib3.ConnectionError | refused by peer',
      '      get | urllib3/pool.py:3',
    ]);
  });

  it('say where they lead as soon as that is known', async () => {
    const placeFrames = async (): Promise<FramePlace[]> => [
      { frame: { exception: 1, frame: 2 }, kind: 'moved', line: 88 as LineNumber, because: '' },
      { frame: { exception: 1, frame: 1 }, kind: 'exact', line: 63 as LineNumber, because: '' },
      { frame: { exception: 1, frame: 0 }, kind: 'elsewhere', because: '' },
    ];
    const tree = openTree(await storeOf([chain]), { placeFrames });
    const placed = new Promise<TreeNode | undefined>((resolve) => {
      tree.model.onDidChange((node) => node?.kind === 'hit' && resolve(node));
    });
    await outline(tree, () => true);
    assert.equal((await placed)?.id, 'hit:7');
    const lines = await outline(tree, () => true);
    assert.ok(lines.includes('    charge | payments/gateway.py:88 → moved from 81'), lines.join('\n'));
    assert.ok(lines.includes('    checkout | orders/cart.py:63 → exact'));
    assert.ok(lines.includes('      dispatch | flask/app.py:12 → not in this workspace'));
  });

  it('lead where the newest question says, whichever answer comes last', async () => {
    const answers: ((places: FramePlace[]) => void)[] = [];
    const asked = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    const placeFrames = (): Promise<FramePlace[]> => {
      asked[answers.length]?.resolve();
      return new Promise((resolve) => answers.push(resolve));
    };
    const at = (line: number): FramePlace[] => [
      { frame: { exception: 1, frame: 2 }, kind: 'moved', line: line as LineNumber, because: '' },
    ];
    const tree = openTree(await storeOf([chain]), { placeFrames });
    await outline(tree, () => true);
    await asked[0]?.promise;
    const again = tree.model.placeAgain();
    await asked[1]?.promise;
    answers[1]?.(at(88));
    await again;
    answers[0]?.(at(70));
    const lines = await outline(tree, () => true);
    assert.ok(lines.includes('    charge | payments/gateway.py:88 → moved from 81'), lines.join('\n'));
  });

  it('carry what commands need', async () => {
    const tree = openTree(await storeOf([chain]));
    const [, group] = await tree.children();
    const [hit] = await tree.children(group);
    const [first] = await tree.children(hit);
    assert.ok(first?.kind === 'frame');
    assert.deepEqual([first.fingerprint, first.traceback, first.frame], ['1-a', '7', { exception: 1, frame: 2 }]);
  });

  it('say so when the traceback is gone, or has none', async () => {
    const store = await storeOf([{ ...chain, exceptions: [] }, made({ id: '8', at: NOW - DAY, fingerprint: '1-z' })]);
    const tree = openTree(store);
    assert.deepEqual((await outline(tree, () => true)).at(-1), '    This traceback has no frames.');
    tree.query.chooseDays({ from: '2016-08-11', to: '2016-08-11' });
    const [, group] = await tree.children();
    const [hit] = await tree.children(group);
    await store.retain('2016-08-12');
    assert.match(notes(await tree.children(hit))[0] ?? '', /^No longer kept/);
  });
});

function notes(rows: TreeNode[]): string[] {
  return rows.flatMap((row) => (row.kind === 'note' ? [row.text] : []));
}
