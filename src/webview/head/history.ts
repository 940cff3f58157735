import { type Day, dayIn } from '../../core/groups/day.ts';
import { type Bar, type HistoryBars, historyBars } from '../../core/groups/historyBars.ts';
import { plainDay, shortDay } from '../../core/wording/dayName.ts';
import { counted, exactNumber } from '../../core/wording/number.ts';
import type { GroupAnswer } from '../../panel/protocol.ts';
import { drawing, element } from '../element.ts';
import { arrowKeys } from './arrowKeys.ts';
import type { Times } from '../times.ts';

/** A group's days as bars; each with hits is a button that chooses the day. One of them takes part in the order of Tab, arrow keys walk. */
export function history(
  { group, timeZone }: GroupAnswer,
  times: Times,
  chosen: Day | undefined,
  choose: (day: Day) => void,
): HTMLElement {
  const bars = historyBars(group.days, dayIn(timeZone)(times.now()));
  const { width, height, range, highest, earlier } = bars;
  const drawn = bars.bars.map((bar) =>
    bar.count > 0 ? pressable(bar, bars, bar.day === chosen, choose) : still(bar, bars),
  );
  const chart = drawing(
    'svg',
    {
      class: 'history',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      role: 'group',
      'aria-label': 'Hits by day; arrow keys walk through the days',
    },
    ...drawn,
  );
  arrowKeys(chart, [...chart.querySelectorAll<SVGElement>('[role="button"]')]);
  const zone = timeZone === times.clock.timeZone ? '' : `; days in ${timeZone}`;
  return element(
    'div',
    { class: 'chart' },
    chart,
    element(
      'p',
      { class: 'scale' },
      element('span', {}, plainDay(range.from)),
      element('span', {}, `highest ${exactNumber(highest)} a day${zone}`),
      element('span', {}, plainDay(range.to)),
    ),
    earlier > 0 && element('p', { class: 'dim' }, `And ${counted(earlier, 'hit')} before ${plainDay(range.from)}.`),
  );
}

function pressable(
  { day, count, x, y, height }: Bar,
  bars: HistoryBars,
  current: boolean,
  choose: (day: Day) => void,
): SVGElement {
  const label = `${shortDay(day)}: ${counted(count, 'hit')}`;
  const made = drawing(
    'g',
    { role: 'button', 'aria-label': label, 'aria-pressed': String(current), tabindex: -1 },
    drawing('title', {}, label),
    drawing('rect', { class: 'reach', x, y: 0, width: bars.step, height: bars.height }),
    drawing('rect', { class: 'bar', x: x + 1, y, width: bars.bar, height }),
  );
  made.addEventListener('click', () => choose(day));
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(day);
  });
  return made;
}

function still({ x, y, height }: Bar, { bar }: HistoryBars): SVGElement {
  return drawing('rect', { x: x + 1, y, width: bar, height });
}
