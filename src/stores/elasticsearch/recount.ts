import type { Day } from '../../core/groups/day.ts';
import { sumTallies } from '../../core/groups/tally.ts';
import type { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { countDays, monthsOf, newestSummaries, type DayCount } from './countDays.ts';
import { groupSource, readGroup, talliesOf, type DayTallies, type GroupSource } from './groupDocument.ts';
import { allRows, rowChanges } from './groupDays.ts';
import { nextGroup, type Change } from './nextGroup.ts';
import { metaDocument, metaValue, readMeta } from './meta.ts';
import type { Fetched } from './requests.ts';

/** So many groups are counted at a time. */
const GROUPS = 500;

/** More months than these are not named in an address, which must not be long. */
const MONTHS = 20;

/** Which days of which groups. */
type Days = ReadonlyMap<string, ReadonlySet<Day>>;

/**
 * Counts anew, from the tracebacks, what a save touched; lists show it once this is done. Frozen days keep their counts. `whole`: writes all rows of
 * the groups, as after a crash nobody knows which were written.
 */
export async function recount(backend: Backend, touched: Touched, { whole = false } = {}): Promise<void> {
  if (touched.isEmpty) return;
  const groups = [...touched.groups()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let n = 0; n < groups.length; n += GROUPS) {
    let open: Days = new Map(groups.slice(n, n + GROUPS));
    while (open.size > 0) open = await recountOnce(backend, open, whole);
  }
  const { names, requests } = backend;
  await requests.refresh(`${names.groups},${names.groupDays}`);
}

/**
 * Gives those that another changed meanwhile, to be counted again. The groups are read first, then the tracebacks are refreshed, then counted: whoever
 * writes a traceback after that refresh reads the group later, so that one of the two writes of the group meets the other.
 */
async function recountOnce(backend: Backend, open: Days, whole: boolean): Promise<Days> {
  const { names, requests } = backend;
  const fingerprints = [...open.keys()];
  const [meta, ...found] = await requests.mget<GroupSource>([
    metaDocument(names, 'frozen'),
    ...fingerprints.map((fingerprint) => ({ _index: names.groups, _id: fingerprint })),
  ]);
  const frozen = metaValue('frozen', meta as Fetched<{ data: string }> | undefined).value?.before;
  const frozenBefore = frozen ?? '';
  const counts = await countTouched(backend, open, frozenBefore);
  const changes = fingerprints.map((fingerprint, n) => {
    const source = found[n];
    const former = source && readGroup(source);
    return { former, ...nextGroup(fingerprint, former, open.get(fingerprint) ?? new Set(), counts, frozenBefore) };
  });
  // Days that were frozen since would be counted after their tracebacks went.
  if (changes.some(isLess) && (await readMeta(requests, names, 'frozen')).value?.before !== frozen) return open;
  await tellAnew(backend, changes);
  const conflicts = await saveGroups(backend, changes, whole ? open : undefined);
  return new Map([...open].filter(([fingerprint]) => conflicts.has(fingerprint)));
}

async function countTouched(backend: Backend, open: Days, frozenBefore: Day): Promise<Map<Day, Map<string, DayCount>>> {
  const days = new Map<Day, string[]>();
  for (const [fingerprint, ofGroup] of open) {
    for (const day of ofGroup) {
      if (day < frozenBefore) continue;
      const known = days.get(day);
      if (known) known.push(fingerprint);
      else days.set(day, [fingerprint]);
    }
  }
  if (days.size === 0) return new Map();
  const months = new Set([...days.keys()].flatMap((day) => monthsOf(backend, day)));
  await backend.requests.refresh(months.size > MONTHS ? backend.names.tracebacks : [...months].join(','));
  return await countDays(backend, days);
}

/** True when a group has less on some day than it had. */
function isLess({ former, group }: Change): boolean {
  return [...(former?.days ?? [])].some(([day, tallies]) => countOf(tallies) > countOf(group.days.get(day)));
}

function countOf(tallies: DayTallies | undefined): number {
  return tallies ? (sumTallies(talliesOf(tallies, 'both'))?.count ?? 0) : 0;
}

async function tellAnew(backend: Backend, changes: Change[]): Promise<void> {
  const wanted = changes.flatMap(({ group: { fingerprint }, lookUp }) =>
    lookUp ? [{ fingerprint, told: lookUp }] : [],
  );
  const summaries = await newestSummaries(backend, wanted);
  for (const { group } of changes) group.summary = summaries.get(group.fingerprint) ?? group.summary;
}

/**
 * Writes the groups that changed, then the rows of those that nobody else changed meanwhile. Gives the fingerprints of the others. `whole`: the days
 * whose rows, and all others of these groups, are written although they may be there.
 */
async function saveGroups(
  { requests, names }: Backend,
  changes: Change[],
  whole: Days | undefined,
): Promise<Set<string>> {
  const writes: Operation[] = [];
  const rows = new Map<string, Operation[]>();
  for (const { former, group } of changes) {
    const { fingerprint } = group;
    const revision = former?.revision ?? 0;
    const document = groupSource(group, revision + 1);
    const same = former ? groupSource(former, 0).data === document.data : !document.live;
    if (!same) {
      writes.push({
        index: names.groups,
        id: fingerprint,
        document,
        ...(former ? { does: 'index', read: former.read } : { does: 'create' }),
      });
    }
    if (same && !whole) continue;
    const next = same ? revision : revision + 1;
    rows.set(
      fingerprint,
      whole
        ? allRows(names.groupDays, group, next, whole.get(fingerprint))
        : rowChanges(names.groupDays, former, group, next),
    );
  }
  const conflicts = new Set((await bulk(requests, writes)).map(({ id }) => id));
  const written = [...rows]
    .filter(([fingerprint]) => !conflicts.has(fingerprint))
    .flatMap(([, operations]) => operations);
  // A row that meets a newer revision of its group is right already.
  await bulk(requests, written);
  return conflicts;
}
