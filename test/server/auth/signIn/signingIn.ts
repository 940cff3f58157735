import assert from 'node:assert/strict';
import { linkNamed, type Page, type Visitor } from '../../pages/visitor.ts';
import { SITE, throughProvider } from './openSignIn.ts';

/** Begins a sign-in and gives where the browser is sent to. */
export async function begin(visitor: Visitor, path = '/sign-in/go'): Promise<string> {
  return location(await visitor.get(path));
}

/** All of it, from the sign-in page on; gives the answer to the way back. */
export async function signIn(visitor: Visitor, page = '/'): Promise<Page> {
  const asked = await visitor.get(page);
  assert.equal(asked.status, 303, asked.html);
  const link = linkNamed(await visitor.get(location(asked)), 'Sign in with');
  return visitor.get(await throughProvider(await begin(visitor, link.slice(SITE.length))));
}

/** Whether pages are shown to somebody. */
export async function isIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/')).status === 200;
}

/** Where an answer sends to. */
export function location(page: Page): string {
  return String(page.headers['location']);
}
