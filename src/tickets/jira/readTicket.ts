import { adfText } from '../../core/jira/adfText.ts';
import type { TicketCategory } from '../../core/groups/ticket.ts';
import type { Ticket } from '../tickets.ts';

/** What is asked of Jira for each ticket. */
export const TICKET_FIELDS = [
  'summary',
  'status',
  'resolution',
  'assignee',
  'fixVersions',
  'labels',
  'created',
  'updated',
  'resolutiondate',
  'description',
  'comment',
];

/** Texts for matching are kept up to here: Jira's own limit of a description. */
const LONGEST_TEXT = 32_767;

/** A ticket from Jira's answer. What an answer leaves out, since a field is hidden there, is empty. */
export function readTicket({
  key,
  fields = {},
}: {
  key?: string | undefined;
  fields?: Record<string, unknown> | undefined;
}): Ticket {
  const status = fields['status'] as { name?: string; statusCategory?: { key?: string } } | undefined;
  const resolution = nameOf(fields['resolution']);
  const assignee = (fields['assignee'] as { displayName?: string } | null | undefined)?.displayName;
  const summary = typeof fields['summary'] === 'string' ? fields['summary'] : '';
  const resolved = instant(fields['resolutiondate']);
  return {
    key: key ?? '',
    summary,
    status: status?.name ?? 'unknown',
    category: categoryOf(status?.statusCategory?.key),
    ...(resolution !== undefined && { resolution }),
    ...(assignee !== undefined && { assignee }),
    fixVersions: list(fields['fixVersions']).flatMap((version) => nameOf(version) ?? []),
    labels: list(fields['labels']).filter((label) => typeof label === 'string'),
    created: instant(fields['created']) ?? 0,
    updated: instant(fields['updated']) ?? 0,
    ...(resolved !== undefined && { resolved }),
    text: [summary, adfText(fields['description']), ...comments(fields['comment'])].join('\n\n').slice(0, LONGEST_TEXT),
  };
}

/** Jira’s categories of statuses; one that is not known counts as new. */
export function categoryOf(key: string | undefined): TicketCategory {
  if (key === 'done' || key === 'indeterminate') return key;
  return 'new';
}

function comments(field: unknown): string[] {
  const all = (field as { comments?: unknown } | undefined)?.comments;
  return list(all).map((comment) => adfText((comment as { body?: unknown }).body));
}

function nameOf(value: unknown): string | undefined {
  const name = (value as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** `2016-08-12T03:18:39.000+0000`: the offset without a colon is Jira's. */
function instant(value: unknown): number | undefined {
  const text = value instanceof Date ? value.toISOString() : String(value);
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? undefined : at;
}
