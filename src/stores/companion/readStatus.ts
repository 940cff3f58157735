import { GROUP_FILTERS } from '../store.ts';
import type { GroupCounts, GroupFilter, NearestDays, StoreStatus } from '../store.ts';
import { list, object, text, whole } from './answerFields.ts';
import { ruleCount } from './readGroup.ts';

/** The answer of `GET /api/status`. */
export const storeStatus = object((status): StoreStatus => ({
  kind: status.get('kind', text),
  timeZone: status.get('time_zone', text),
  tracebacks: status.get('tracebacks', whole),
  groups: status.get('groups', whole),
  archives: status.get('archives', whole),
  ...status.maybe('oldest_day', 'oldestDay', text),
  ...status.maybe('newest_day', 'newestDay', text),
  ...status.maybe('frozen_before', 'frozenBefore', text),
}));

/** The answer of `GET /api/counts`. */
export const groupCounts = object((counts): GroupCounts => ({
  ...(Object.fromEntries(GROUP_FILTERS.map((filter) => [filter, counts.get(filter, whole)])) as Record<
    GroupFilter,
    number
  >),
  hiddenByRule: counts.get('hidden_by_rule', list(ruleCount)),
}));

/** The answer of `GET /api/nearest_days`. */
export const nearestDays = object((days): NearestDays => ({
  ...days.maybe('at_or_before', 'atOrBefore', text),
  ...days.maybe('before', 'before', text),
  ...days.maybe('after', 'after', text),
}));
