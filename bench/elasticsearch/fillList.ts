import { addDays } from '../../src/core/groups/day.ts';
import { calendarOf } from '../../src/stores/elasticsearch/calendar.ts';
import { bulk, type Operation } from '../../src/stores/elasticsearch/bulk.ts';
import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { allRows } from '../../src/stores/elasticsearch/groupDays.ts';
import { groupSource, type DayTallies, type Group } from '../../src/stores/elasticsearch/groupDocument.ts';
import { indexNames } from '../../src/stores/elasticsearch/names.ts';
import { Requests } from '../../src/stores/elasticsearch/requests.ts';
import { BUSY } from '../../test/fixtures/generator/busyHours.ts';

/** What lists are made from: tracebacks without texts, groups and their days, as the store writes them. */
export interface Filling {
  tracebacks: number;
  groups: number;
}

const HOUR = 3_600_000;
const HOURLY = 3_600;
const BATCH = 2_000;

/** Fills an empty store, one that `openElasticsearch` has made, past its own counting: a million in minutes. */
export async function fillList(address: string, prefix: string, { tracebacks, groups }: Filling): Promise<void> {
  const requests = new Requests(connect({ addresses: [address] }), address);
  const names = indexNames(prefix);
  const calendar = calendarOf('UTC');
  const start = BUSY.from - Math.ceil(tracebacks / HOURLY) * HOUR;
  const days = new Map<string, Map<string, DayTallies>>();
  let operations: Operation[] = [];
  const send = async (): Promise<void> => {
    await bulk(requests, operations);
    operations = [];
  };
  for (let n = 0; n < tracebacks; n++) {
    const at = start + Math.floor((n * HOUR) / HOURLY);
    const fingerprint = `1-${groupOf(n, groups).toString(16).padStart(32, '0')}`;
    const id = String(700_000_000_000_000_000n + BigInt(n));
    const source = { id, at, fingerprint, archive: 'filled', joined: false, rule: '-', digest: '', row: '', body: '' };
    operations.push({ does: 'create', index: names.month(at), id, document: source });
    tally(days, fingerprint, calendar.dayOf(at), at);
    if (operations.length === BATCH) await send();
  }
  for (const [fingerprint, tallies] of days) {
    const group: Group = { fingerprint, days: tallies, summary: SUMMARY, state: {} };
    operations.push({ does: 'create', index: names.groups, id: fingerprint, document: groupSource(group, 1) });
    operations.push(...allRows(names.groupDays, group, 1));
    if (operations.length >= BATCH) await send();
  }
  await send();
  await requests.refresh(`${names.tracebacks},${names.groups},${names.groupDays}`);
  await requests.close();
}

/** The day before the newest hour's, for pages of one day. */
export const A_DAY = addDays(new Date(BUSY.from).toISOString().slice(0, 10), -1);

const SUMMARY = {
  type: 'shop.PriceError',
  message: 'price is not positive',
  program: 'web',
  instance: 'i-1',
  labels: {},
};

function tally(days: Map<string, Map<string, DayTallies>>, fingerprint: string, day: string, at: number): void {
  const ofGroup = days.get(fingerprint) ?? new Map<string, DayTallies>();
  days.set(fingerprint, ofGroup);
  const known = ofGroup.get(day)?.shown;
  ofGroup.set(day, { shown: { first: known?.first ?? at, last: at, count: (known?.count ?? 0) + 1 }, ruled: [] });
}

/** A third goes through all groups, the rest falls upon few of them, as faults do. */
function groupOf(n: number, groups: number): number {
  if (n % 3 === 0) return Math.floor(n / 3) % groups;
  const random = (Math.imul(n, 2_654_435_761) >>> 0) / 2 ** 32;
  return Math.floor(random ** 4 * groups);
}
