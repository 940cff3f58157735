import { NO_RULES } from '../../src/core/rules/rules.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { TreeModel } from '../../src/tree/model/treeModel.ts';
import { rowOf } from '../../src/tree/rows/rowOf.ts';
import { ViewQuery } from '../../src/tree/viewQuery.ts';
import { fill } from '../../test/stores/fill.ts';
import { memento } from '../../test/tree/openTree.ts';
import { type Figure, median } from '../figure.ts';
import type { Measure } from './measure.ts';

const GROUPS = 10_000;
const ROUNDS = 15;
const END = Date.parse('2016-08-12T12:00:00Z');

/** The editor's view over a store in memory: from a connection that was just made to the rows of the first page. */
export const tree: Measure = {
  name: 'tree',
  about: `the view's first page, and the next, over ${GROUPS.toLocaleString('en')} groups in memory`,
  async run(): Promise<Figure[]> {
    const store = new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
    await fill(store, { tracebacks: 3 * GROUPS, groups: GROUPS, end: END, hourly: 1_500, context: 0 });
    const first: number[] = [];
    const next: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const query = new ViewQuery(memento());
      query.chooseDays({ from: '2016-08-01', to: '2016-08-12' });
      const model = new TreeModel({ query, now: () => END, warn: () => undefined });
      first.push(
        await timed(async () => {
          model.useStore(store);
          await draw(model);
        }),
      );
      next.push(
        await timed(async () => {
          await model.loadMore();
          await draw(model);
        }),
      );
    }
    const note = (rounds: readonly number[]): string =>
      `median ${median(rounds).toFixed(0)} ms, longest ${Math.max(...rounds).toFixed(0)} ms`;
    return [
      { name: `first page of ${GROUPS} groups in the view`, unit: 'ms', rounds: first, atMost: 200, note: note(first) },
      { name: 'its next page', unit: 'ms', rounds: next, note: note(next) },
    ];
  },
};

async function draw(model: TreeModel): Promise<void> {
  const rows = await model.children();
  const writing = { clock: clockIn('UTC'), now: END };
  for (const row of rows) rowOf(row, writing);
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
