import type { Clock } from '../../core/wording/clock.ts';

/** How a row looks and reads, before the editor draws it. */
export interface Row {
  label: string;
  /** Dim, behind the label. */
  description?: string;
  /** Name of a product icon and of a theme colour. */
  icon?: { id: string; color?: string };
  /** What menus ask for: `group.resolved`, `hit`, … */
  context: string;
  /** Whether rows can be below it. */
  folds: boolean;
  /** What a click or Enter does. */
  command?: { title: string; id: string; arguments: unknown[] };
  /** What a screen reader says. */
  spoken: string;
}

/** What rows are written with: the reader's clock, and now in milliseconds since 1970. */
export interface Writing {
  clock: Clock;
  now: number;
}

/** When something was last seen, as short as can be: `3 min ago`; of an older day that the whole list is of, `03:18`. */
export function lastSeen(at: number, { oneDay }: { oneDay: boolean }, { clock, now }: Writing): string {
  return oneDay && now - at >= 86_400_000 ? clock.time(at).slice(0, 5) : clock.shown(at, now).text;
}
