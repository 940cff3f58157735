import { ALL_DAYS, type Day, type DayRange } from '../../core/groups/day.ts';
import { formatQuery } from '../../core/groups/formatQuery.ts';
import type { GroupState } from '../../core/groups/group.ts';
import type { Query } from '../../core/groups/query.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import { fileSearch } from '../../core/source/framesOfFile.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import type {
  ArchivePage,
  ArchiveQuery,
  ArchiveRow,
  BrowsableStore,
  GroupCounts,
  GroupDetail,
  GroupPage,
  GroupQuery,
  HitPage,
  HitQuery,
  NearestDays,
  StoreStatus,
  Traceback,
} from '../store.ts';
import { excluded } from '../excluded.ts';
import { object, whole } from './answerFields.ts';
import type { CompanionApi, Parameters } from './companionApi.ts';
import { manyPages } from './manyPages.ts';
import { faultLines } from './readFaultLines.ts';
import { groupDetail, groupPage } from './readGroup.ts';
import { archivePage, archiveRow } from './readLedger.ts';
import { groupCounts, nearestDays, storeStatus } from './readStatus.ts';
import { hitPage, traceback } from './readTraceback.ts';

/** The API looks for at most so many faults in a file. */
const MOST_FAULTS = 1_000;

const restored = object((answer) => answer.get('restored', whole));

/**
 * The store of a companion server. Its clock says what is hidden now and when something was done, and the token who did
 * it: `now`, `at` and `by` are not sent.
 */
export class CompanionStore implements BrowsableStore {
  readonly #api: CompanionApi;

  constructor(api: CompanionApi) {
    this.#api = api;
  }

  get timeZone(): string {
    return this.#api.timeZone;
  }

  async groups({ range, search, filter, exclude, ...page }: GroupQuery): Promise<GroupPage> {
    const parameters = { ...days(range), ...searched(search), filter, ...leftOut(exclude) };
    const pages = await manyPages(page, (paging) =>
      this.#api.get('/api/groups', { ...parameters, ...paging }, groupPage),
    );
    const last = pages.at(-1) as GroupPage;
    const { cursor: _cursor, ...first } = pages[0] as GroupPage;
    return {
      ...first,
      groups: pages.flatMap(({ groups }) => groups),
      ...(last.cursor !== undefined && { cursor: last.cursor }),
    };
  }

  async counts(range: DayRange, _now?: number, exclude?: readonly string[]): Promise<GroupCounts> {
    return this.#api.get('/api/counts', { ...days(range), ...leftOut(exclude) }, groupCounts);
  }

  async group(fingerprint: string): Promise<GroupDetail | undefined> {
    return this.#api.find(groupPath(fingerprint), {}, groupDetail);
  }

  async tracebacks({ range, search, fingerprint, hidden, ...page }: HitQuery): Promise<HitPage> {
    const parameters = { ...days(range), ...searched(search), fingerprint, hidden };
    const pages = await manyPages(page, (paging) =>
      this.#api.get('/api/tracebacks', { ...parameters, ...paging }, hitPage),
    );
    const cursor = pages.at(-1)?.cursor;
    return { hits: pages.flatMap(({ hits }) => hits), ...(cursor !== undefined && { cursor }) };
  }

  async traceback(id: string): Promise<Traceback | undefined> {
    return this.#api.find(`/api/tracebacks/${encodeURIComponent(id)}`, {}, traceback);
  }

  async faultLines({ file, range, limit }: FaultLinesQuery): Promise<FaultLines[]> {
    if (!fileSearch(file)) return [];
    return this.#api.get('/api/fault_lines', { file, ...days(range), limit: Math.min(limit, MOST_FAULTS) }, faultLines);
  }

  async status(): Promise<StoreStatus> {
    return this.#api.get('/api/status', {}, storeStatus);
  }

  async nearestDays(day: Day): Promise<NearestDays> {
    return this.#api.get('/api/nearest_days', { day }, nearestDays);
  }

  async archive(name: string): Promise<ArchiveRow | undefined> {
    return this.#api.find('/api/archive', { name }, archiveRow);
  }

  async archives({ state, after, ...page }: ArchiveQuery): Promise<ArchivePage> {
    const pages = await manyPages(page, (paging) =>
      this.#api.get('/api/archives', { state, after, ...paging }, archivePage),
    );
    const { counts } = pages[0] as ArchivePage;
    const cursor = pages.at(-1)?.cursor;
    return { archives: pages.flatMap(({ archives }) => archives), ...(cursor !== undefined && { cursor }), counts };
  }

  async hide(fingerprint: string, { until, reason }: NonNullable<GroupState['hidden']>): Promise<boolean> {
    return this.#change(fingerprint, 'hide', {
      ...(until !== undefined && { until: formatInstant(until) }),
      ...(reason !== undefined && { reason }),
    });
  }

  async unhide(fingerprint: string): Promise<boolean> {
    return this.#change(fingerprint, 'unhide');
  }

  async resolve(fingerprint: string): Promise<boolean> {
    return this.#change(fingerprint, 'resolve');
  }

  async reopen(fingerprint: string): Promise<boolean> {
    return this.#change(fingerprint, 'reopen');
  }

  async restoreAll(): Promise<number> {
    return (await this.#api.post('/api/restore_all', {}, restored)) ?? 0;
  }

  async close(): Promise<void> {
    this.#api.close();
  }

  async #change(fingerprint: string, verb: string, change: object = {}): Promise<boolean> {
    const group = await this.#api.post(`${groupPath(fingerprint)}/${verb}`, change, groupDetail);
    return group !== undefined;
  }
}

function groupPath(fingerprint: string): string {
  return `/api/groups/${encodeURIComponent(fingerprint)}`;
}

function days({ from, to }: DayRange): Parameters {
  return { from: from === ALL_DAYS.from ? undefined : from, to: to === ALL_DAYS.to ? undefined : to };
}

/** A dot is in no fingerprint, and an address need not escape it. */
function leftOut(exclude: readonly string[] | undefined): Parameters {
  return { exclude: excluded(exclude)?.join('.') };
}

function searched(search: Query | undefined): Parameters {
  return { q: search && formatQuery(search) };
}
