import type { ProblemDocument } from '../api/problem.ts';
import type { Site } from './site.ts';

const TITLES: Record<number, string> = {
  400: 'This address cannot be read',
  401: 'Who are you?',
  403: 'Refused',
  404: 'Not found',
  421: 'Unknown host',
  429: 'Too many attempts',
  503: 'Not possible right now',
};

/** Renders the page for a request that was refused, or that failed. `url` is the request's own. */
export function problemPage(site: Site, problem: ProblemDocument, url: string): string {
  const title = TITLES[problem.status] ?? (problem.status >= 500 ? 'The server failed' : problem.title);
  return site.render('problem', {
    title,
    detail: problem.detail,
    request: problem.request,
    first: problem.parameter === 'query.cursor' ? withoutCursor(url) : undefined,
  });
}

function withoutCursor(url: string): string | undefined {
  // Only the path and query count: what stands before them is nobody's but ours.
  const address = URL.parse(url, 'http://site.invalid');
  if (!address || !url.startsWith('/') || url.startsWith('//')) return undefined;
  address.searchParams.delete('cursor');
  return address.pathname + address.search;
}
