import { type Figure, isReached, median } from './figure.ts';

/** The figures as a Markdown table, as docs/performance.md keeps it. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${written(median(figure.rounds))} ${figure.unit}`,
    figure.rounds.length > 1 ? `${written(Math.min(...figure.rounds))}–${written(Math.max(...figure.rounds))}` : '',
    goal(figure),
    figure.note ?? '',
  ]);
  const all = [['measure', 'median', 'min–max', 'must reach', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}

function goal(figure: Figure): string {
  if (figure.atMost !== undefined) return `≤ ${figure.atMost}${isReached(figure) ? '' : ' MISSED'}`;
  if (figure.atLeast !== undefined) return `≥ ${figure.atLeast}${isReached(figure) ? '' : ' MISSED'}`;
  return '';
}

function written(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}
