import type { Day } from '../../core/groups/day.ts';
import type { Connection } from './connection.ts';

/** The zone that the store's days are days of. */
export function timeZoneOf(db: Connection): string {
  return db.get<{ value: string }>("SELECT value FROM meta WHERE name = 'timeZone'")?.value ?? 'UTC';
}

/** The first day that is not frozen; before all days when none is. */
export function frozenBefore(db: Connection): Day {
  return db.get<{ value: string }>("SELECT value FROM meta WHERE name = 'frozenBefore'")?.value ?? '';
}

export function freezeBefore(db: Connection, day: Day): void {
  db.run("INSERT INTO meta VALUES ('frozenBefore', ?1) ON CONFLICT DO UPDATE SET value = ?1 WHERE value < ?1", [day]);
}

/** The rules, as JSON, that everything stored was judged by; undefined when it was by several. */
export function judgedBy(db: Connection): string | undefined {
  return db.get<{ value: string }>("SELECT value FROM meta WHERE name = 'judgedBy'")?.value;
}

export function nowJudgedBy(db: Connection, rules: string | undefined): void {
  if (rules === undefined) db.run("DELETE FROM meta WHERE name = 'judgedBy'");
  else db.run("INSERT INTO meta VALUES ('judgedBy', ?1) ON CONFLICT DO UPDATE SET value = ?1", [rules]);
}

/** How many saves there have been. */
export function savesOf(db: Connection): number {
  return db.get<{ value: number }>("SELECT value FROM meta WHERE name = 'saves'")?.value ?? 0;
}

/** Counts one save more; gives its number. */
export function nextSave(db: Connection): number {
  return (
    db.get<{ value: number }>("UPDATE meta SET value = value + 1 WHERE name = 'saves' RETURNING value")?.value ?? 0
  );
}
