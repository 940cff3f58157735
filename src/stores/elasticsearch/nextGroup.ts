import type { Day } from '../../core/groups/day.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import type { DayCount } from './countDays.ts';
import type { Group, StoredGroup, Told } from './groupDocument.ts';

/** A group as it is to be. `lookUp`: what its summary is to be told of, where that is not known yet. */
export interface Change {
  former: StoredGroup | undefined;
  group: Group;
  lookUp?: Told;
}

/** The group with the touched days as they were counted; frozen days stay. */
export function nextGroup(
  fingerprint: string,
  former: StoredGroup | undefined,
  touched: ReadonlySet<Day>,
  counts: ReadonlyMap<Day, ReadonlyMap<string, DayCount>>,
  frozenBefore: Day,
): Omit<Change, 'former'> {
  const days = new Map(former?.days);
  for (const day of touched) {
    if (day < frozenBefore) continue;
    const counted = counts.get(day)?.get(fingerprint);
    if (counted) days.set(day, counted.tallies);
    else days.delete(day);
  }
  const group: Group = { fingerprint, days, summary: former?.summary ?? NOTHING, state: former?.state ?? {} };
  const told = whatTells(days, frozenBefore);
  if (!told) return { group: former?.told ? { ...group, told: former.told } : group };
  const counted = touched.has(told.day) ? counts.get(told.day)?.get(fingerprint) : undefined;
  const summary = told.shown ? counted?.shown : counted?.ruled;
  if (summary) return { group: { ...group, summary, told } };
  const same = former?.told?.day === told.day && former.told.shown === told.shown;
  return { group: { ...group, told }, ...(!same && { lookUp: told }) };
}

const NOTHING: FaultSummary = { type: '', message: '', program: '', instance: '', labels: {} };

/** The newest day with tracebacks that are kept: one that shows some, or the newest at all when none does. */
function whatTells(days: ReadonlyMap<Day, DayCount['tallies']>, frozenBefore: Day): Told | undefined {
  const kept = [...days].filter(([day]) => day >= frozenBefore).sort(([a], [b]) => (a < b ? 1 : -1));
  const shown = kept.find(([, tallies]) => tallies.shown);
  const day = (shown ?? kept[0])?.[0];
  return day === undefined ? undefined : { day, shown: shown !== undefined };
}
