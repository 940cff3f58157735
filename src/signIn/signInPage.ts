import type { Pkce } from './pkce.ts';

/** The path that the site answers an editor at. */
export const SIGNED_IN = '/signed-in';

/**
 * The page of the site that asks whether this editor may come in. The callback is written as base64url: editors write an
 * address that they open anew, and what separates the callback's own parameters would separate the page's.
 */
export function signInPage(site: URL, { challenge }: Pick<Pkce, 'challenge'>, callback: string, state: string): URL {
  const page = new URL('/editor/sign-in', site);
  page.searchParams.set('challenge', challenge);
  page.searchParams.set('state', state);
  page.searchParams.set('callback', Buffer.from(callback).toString('base64url'));
  return page;
}
