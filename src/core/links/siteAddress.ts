import type { Linked } from './linked.ts';

/** The page of a traceback or a group on the companion site; `base` may lie below a path. */
export function siteAddress(linked: Linked, base: URL): string {
  const page =
    linked.kind === 'group'
      ? `groups/${encodeURIComponent(linked.fingerprint)}`
      : `tracebacks/${encodeURIComponent(linked.id)}`;
  return new URL(page, base.href.endsWith('/') ? base : `${base.href}/`).href;
}
