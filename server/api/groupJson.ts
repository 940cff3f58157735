import type { GroupState } from '../../src/core/groups/group.ts';
import { formatInstant } from '../../src/core/papertrail/instant.ts';
import type { GroupDetail, GroupRow } from '../../src/stores/store.ts';
import type { GroupJson, GroupRowJson } from './schemas/group.ts';

/** A row of a list of groups. */
export function groupRowJson(row: GroupRow): GroupRowJson {
  return { ...common(row), count: row.count, history: row.history, new: row.isNew };
}

/** A group with its whole history. */
export function groupJson(group: GroupDetail): GroupJson {
  return {
    ...common(group),
    count: group.count,
    hidden_by_rule: group.hiddenByRule,
    days: group.days.map(({ day, first, last, count }) => ({
      day,
      first: formatInstant(first),
      last: formatInstant(last),
      count,
    })),
    programs: group.programs,
    instances: group.instances,
  };
}

type Common = Pick<GroupRow & GroupDetail, 'fingerprint' | 'summary' | 'standing' | 'state' | 'first' | 'last'>;

function common({ fingerprint, summary, standing, state, first, last }: Common) {
  return {
    fingerprint,
    summary,
    standing,
    first: formatInstant(first),
    last: formatInstant(last),
    ...stateJson(state),
  };
}

function stateJson({ hidden, resolved }: GroupState): Pick<GroupJson, 'hidden' | 'resolved'> {
  return {
    ...(hidden && {
      hidden: {
        at: formatInstant(hidden.at),
        ...(hidden.until !== undefined && { until: formatInstant(hidden.until) }),
        ...(hidden.reason !== undefined && { reason: hidden.reason }),
        ...(hidden.by !== undefined && { by: hidden.by }),
      },
    }),
    ...(resolved && { resolved: { ...resolved, at: formatInstant(resolved.at) } }),
  };
}
