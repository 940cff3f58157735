import assert from 'node:assert/strict';
import type { LineNumber } from '../../../src/core/python/traceback.ts';
import { clockIn } from '../../../src/core/wording/clock.ts';
import type { TreeNode } from '../../../src/tree/node.ts';
import { rowOf } from '../../../src/tree/rows/rowOf.ts';
import {
  causeTooltip,
  frameTooltip,
  groupTooltip,
  hitTooltip,
  summaryTooltip,
} from '../../../src/tree/rows/tooltips.ts';
import { made } from '../../stores/made.ts';
import { NOW, openTree, storeOf } from '../openTree.ts';

const HOSTILE =
  '[x](command:workbench.action.quit) ![y](https://evil.example/i.png) <img src=x onerror=alert(1)> $(trash) `z` **b**\r\n# h\x1b[31m\u202eabc https://evil.example www.evil.example';
const LONG = HOSTILE.repeat(500);
const ACTING = /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe('hostile log text in the view', () => {
  const nodes: TreeNode[] = [];
  const writing = { clock: clockIn('UTC'), now: NOW };
  let tooltips: string[];
  before(async () => {
    const given = {
      id: '1',
      at: NOW,
      type: HOSTILE,
      message: LONG,
      instance: HOSTILE,
      program: LONG,
      hiddenBy: HOSTILE,
    };
    const traceback = made({ ...given, labels: { customer: LONG }, function: LONG, path: `/opt/shop/${HOSTILE}.py` });
    const [last] = traceback.exceptions;
    const library = { path: `/x/site-packages/${LONG}/a.py`, line: 1 as LineNumber, function: LONG, source: LONG };
    const exceptions = [
      { ...last!, relation: 'cause' as const },
      { ...last!, frames: [...last!.frames, library] },
    ];
    const tree = openTree(await storeOf([{ ...traceback, exceptions }]));
    tree.query.filter('hidden');
    const add = async (parent?: TreeNode): Promise<void> => {
      for (const node of await tree.children(parent)) {
        nodes.push(node);
        await add(node);
      }
    };
    await add();
    tree.query.group('file');
    await add();
    tree.query.group('program');
    await add();
    tooltips = nodes.flatMap((node) => tooltipOf(node));
  });

  const tooltipOf = (node: TreeNode): string[] => {
    if (node.kind === 'group') return [groupTooltip(node, undefined, undefined, writing)];
    if (node.kind === 'hit') return [hitTooltip(node, writing)];
    if (node.kind === 'frame') return [frameTooltip(node)];
    if (node.kind === 'cause') return [causeTooltip(node)];
    return node.kind === 'summary' ? [summaryTooltip(node, HOSTILE)] : [];
  };

  it('is there in rows of every kind', () => {
    const kinds = new Set(nodes.map(({ kind }) => kind));
    for (const kind of ['group', 'hit', 'frame', 'libraries', 'cause', 'bucket'] as const)
      assert.ok(kinds.has(kind), kind);
  });

  it('does nothing in rows, and leaves them short', () => {
    for (const node of nodes) {
      const { label, description = '', spoken } = rowOf(node, writing);
      for (const text of [label, description, spoken]) {
        assert.doesNotMatch(text, ACTING, node.kind);
        assert.ok(text.length < 400, `${node.kind}: ${text.length} characters`);
      }
    }
  });

  it('is only text in tooltips', () => {
    assert.ok(tooltips.length > 10);
    for (const tooltip of tooltips) {
      assert.doesNotMatch(tooltip.replaceAll('\n\n', ''), ACTING);
      // Every character that Markdown could take for more than itself stands behind a backslash.
      assert.doesNotMatch(tooltip.replaceAll(/\\[!-/:-@[-`{-~]/g, ''), /[[\]<>`$@&#|~]|:\/\/|www\./);
      assert.ok(tooltip.length < 5_000, `${tooltip.length} characters`);
    }
  });
});
