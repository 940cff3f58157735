import { visible } from '../../src/core/wording/visible.ts';
import type { News } from './news.ts';
import { newsTitle } from './newsWords.ts';

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** New and regressed faults as an Atom feed (RFC 4287). `base`: the site's address, without a slash at its end; `now` dates a feed without entries. */
export function atomFeed(news: readonly News[], { base, now }: { base: string; now: number }): string {
  const updated = news[0]?.at ?? Math.floor(now / 86_400_000) * 86_400_000;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${xml(`${base}/feed.atom`)}</id>
<title>New and regressed faults</title>
<updated>${instant(updated)}</updated>
<author><name>Assertion Context</name></author>
<link rel="self" type="application/atom+xml" href="${xml(`${base}/feed.atom`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${base}/`)}"/>
${news.map((each) => entry(each, base)).join('')}</feed>
`;
}

function entry(news: News, base: string): string {
  const { fault, reason, at, occasion } = news;
  const page = `${base}/groups/${encodeURIComponent(fault.fingerprint)}`;
  const { message, program, instance } = fault.summary;
  const text = `${message === '' ? '' : `${message}\n`}${program} on ${instance}`;
  return `<entry>
<id>${xml(`${page}#${occasion}`)}</id>
<title>${xml(newsTitle(news))}</title>
<published>${instant(at)}</published>
<updated>${instant(at)}</updated>
<category term="${reason}"/>
<link rel="alternate" type="text/html" href="${xml(page)}"/>
<content type="text">${xml(text)}</content>
</entry>
`;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Log text is hostile: markup is escaped, and what XML cannot hold is shown. */
function xml(text: string): string {
  return visible(text.toWellFormed())
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => MARKUP[character] ?? '');
}
