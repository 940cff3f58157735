import { adfText } from '../../../src/core/jira/adfText.ts';
import { JiraRefusal } from './checkIssue.ts';
import { issueBean } from './issueBean.ts';
import type { Issue, JiraSite } from './jiraSite.ts';

interface SearchRequest {
  jql?: string;
  maxResults?: number;
  nextPageToken?: string;
}

/** Jira gives fewer than asked for now and then: one page in so many. */
const SHORT_PAGES = 4;

/** One page of `/rest/api/3/search/jql`: only what search has caught up with, at most 100 whatever was asked for. */
export function searchIssues(site: JiraSite, body: unknown): Record<string, unknown> {
  const { jql = '', maxResults = 50, nextPageToken } = (body ?? {}) as SearchRequest;
  const now = site.options.now();
  const [conditions = '', order = ''] = jql.split(/ ORDER BY /i);
  const tests = conditions.split(' AND ').map((clause) => condition(clause, now));
  const found = [...site.issues.values()].filter(
    (issue) => issue.searchable <= now && tests.every((test) => test(issue)),
  );
  if (/^updated/i.test(order)) {
    const sign = /DESC/.test(order) ? -1 : 1;
    found.sort((one, other) => sign * (one.updated - other.updated) || Number(one.id) - Number(other.id));
  }
  const start = nextPageToken === undefined ? 0 : Number(/^from-(\d+)$/.exec(nextPageToken)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new JiraRefusal(400, ['The token is invalid or expired.']);
  const asked = Math.min(maxResults, 100);
  const size = site.random.below(SHORT_PAGES) === 0 ? site.random.below(asked) : asked;
  const issues = found.slice(start, start + size);
  const isLast = start + issues.length >= found.length;
  return { issues: issues.map(issueBean), isLast, ...(!isLast && { nextPageToken: `from-${start + issues.length}` }) };
}

function condition(clause: string, now: number): (issue: Issue) => boolean {
  const either = /^\((.*)\)$/.exec(clause.trim())?.[1]?.split(' OR ');
  if (either) {
    const tests = either.map((each) => condition(each, now));
    return (issue) => tests.some((test) => test(issue));
  }
  const [, field = '', operator, given = ''] = /^\s*(\w+) (=|>=|~|in) (.+?)\s*$/.exec(clause) ?? [];
  const value = given.replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1');
  switch (`${field} ${operator}`) {
    case 'project =':
      return ({ key }) => key.startsWith(`${value}-`);
    case 'labels =':
      return ({ fields }) => (fields['labels'] as string[]).includes(value);
    case 'key in': {
      const keys = Array.from(given.matchAll(/"([^"]+)"/g), ([, key = '']) => key);
      return ({ key }) => keys.includes(key);
    }
    case 'updated >=': {
      const minutes = Number(/^-(\d+)m$/.exec(value)?.[1] ?? Number.NaN);
      if (Number.isNaN(minutes)) throw new JiraRefusal(400, [`Date value '${value}' for field 'updated' is invalid.`]);
      // Jira compares whole minutes.
      const since = Math.floor((now - minutes * 60_000) / 60_000) * 60_000;
      return ({ updated }) => updated >= since;
    }
    case 'text ~': {
      // A phrase in quotation marks is one word here.
      const words = value.startsWith('"') ? [value.slice(1, -1).toLowerCase()] : value.toLowerCase().split(/\s+/);
      return ({ fields }) => {
        const text = `${String(fields['summary'])} ${adfText(fields['description'])}`.toLowerCase();
        return words.every((word) => text.includes(word));
      };
    }
    default:
      throw new JiraRefusal(400, [`Error in the JQL Query: ${clause}`]);
  }
}
