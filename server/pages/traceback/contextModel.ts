import type { Traceback } from '../../../src/stores/store.ts';
import { counted } from '../../../src/core/wording/number.ts';
import { tracebackAddress } from '../addresses.ts';
import type { Site } from '../site.ts';
import { type ContextEnd, loadContext } from './contextLoading.ts';
import { findings } from './findings.ts';
import { textFinder } from './foundText.ts';
import { anchorOf, logRows } from './logRows.ts';
import { ownRows } from './ownRows.ts';

/** How many more lines each step of loading more has in all. */
const STEPS = [100, 300, 1_000, 3_000];

/** So many more lines can be loaded at each end. */
export const MOST_LINES = STEPS.at(-1) ?? 0;

/** Which lines around a traceback are shown, and what is looked for in them. */
export interface LogView {
  before: number;
  after: number;
  find: string;
}

/** The log around a traceback: its rows, how to load more at both ends, and what was found in it. */
export async function contextModel(site: Site, traceback: Traceback, view: LogView) {
  const context = await loadContext(site, traceback, view);
  const partsOf = textFinder(view.find);
  const before = endModel(site, traceback, { end: context.before, side: 'before', view, partsOf });
  const after = endModel(site, traceback, { end: context.after, side: 'after', view, partsOf });
  const own = ownRows(traceback, partsOf);
  const at = site.clock.logTime(Date.parse(traceback.at));
  return {
    before,
    own,
    after,
    cut: traceback.context.cut,
    find: view.find,
    keep: Object.entries({ before: view.before, after: view.after }).filter(([, lines]) => lines > 0),
    findings: findings(view.find, { before: before.rows, own, after: after.rows, at }),
    here: tracebackAddress(traceback.id),
  };
}

function endModel(
  { clock }: Site,
  traceback: Traceback,
  {
    end,
    side,
    view,
    partsOf,
  }: { end: ContextEnd; side: 'before' | 'after'; view: LogView; partsOf: ReturnType<typeof textFinder> },
) {
  const rows = logRows(end.lines, clock, partsOf);
  const edge = side === 'before' ? rows.at(0) : rows.at(-1);
  const step = STEPS.find((each) => each > view[side]);
  const more =
    step === undefined || end.beyond !== 'more'
      ? undefined
      : {
          href: `${tracebackAddress(traceback.id, { ...view, [side]: step })}#${edge?.anchor ?? anchorOf(traceback.id)}`,
          text: `Load ${counted(step - view[side], side === 'before' ? 'earlier line' : 'later line')}`,
          than: edge && `${side} ${edge.time}`,
        };
  return { rows, more, beyond: end.beyond };
}
