import { type Issue, STATUSES } from './jiraSite.ts';

export const USER = { accountId: 'a1', accountType: 'atlassian', active: true, displayName: 'Kim Dev' };

/** An issue as Jira sends it. */
export function issueBean({ id, key, fields, comments, created, updated, resolved }: Issue): Record<string, unknown> {
  const status = STATUSES.find((each) => each.id === fields['status']) ?? STATUSES[0];
  return {
    id,
    key,
    self: `https://shop.example.com/rest/api/3/issue/${id}`,
    fields: {
      resolution: status.id === '3' ? { id: '1', name: 'Fixed' } : null,
      assignee: null,
      fixVersions: [],
      ...fields,
      status: statusBean(status),
      created: time(created),
      updated: time(updated),
      resolutiondate: resolved === undefined ? null : time(resolved),
      comment: {
        comments: comments.map((comment) => ({ id: comment.id, body: comment.body })),
        total: comments.length,
      },
    },
  };
}

/** Jira’s offset has no colon. */
function time(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

export function statusBean({ id, name, category }: (typeof STATUSES)[number]): Record<string, unknown> {
  return { id, name, statusCategory: category };
}
