import type { Day } from '../../core/groups/day.ts';

/** `next` of a group's newest day: after all days. */
export const NO_NEXT_DAY = 99_999_999;

/** A day as a number in the same order, which costs less to compare: 20160812. */
export function dayNumber(day: Day): number {
  return Number(day.replaceAll('-', ''));
}

/** The reverse. */
export function dayOfNumber(number: number): Day {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
