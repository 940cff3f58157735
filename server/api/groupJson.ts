import type { GroupState } from '../../src/core/groups/group.ts';
import type { GroupTicket } from '../../src/core/groups/ticket.ts';
import { formatInstant } from '../../src/core/papertrail/instant.ts';
import type { GroupDetail, GroupRow } from '../../src/stores/store.ts';
import type { GroupJson, GroupRowJson, TicketJson } from './schemas/group.ts';

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

function stateJson({ hidden, resolved, tickets }: GroupState): Pick<GroupJson, 'hidden' | 'resolved' | 'tickets'> {
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
    ...(tickets && { tickets: tickets.map(ticketJson) }),
  };
}

/** A ticket that is linked with a group. */
export function ticketJson({ createdAt, resolvedAt, fixVersion, ...ticket }: GroupTicket): TicketJson {
  return {
    ...ticket,
    ...(createdAt !== undefined && { created_at: formatInstant(createdAt) }),
    ...(resolvedAt !== undefined && { resolved_at: formatInstant(resolvedAt) }),
    ...(fixVersion !== undefined && { fix_version: fixVersion }),
  };
}
